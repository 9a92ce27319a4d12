/** Unpadded base64url (RFC 4648 section 5), in its one canonical spelling only: a signed token has no second form. */
export { decodeBase64url, encodeBase64url } from '#platform';
