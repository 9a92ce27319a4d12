/** Rows of the table that migration city makes. */

/** `city-id` and `ledger` are fixed at the first start; `town` holds the fictional town's day zero, `town-begun` until it is whole; `face` what the operator last said of it. */
export type CityTables = {
  city_facts: {
    name: 'city-id' | 'ledger' | 'town' | 'town-begun' | 'registrations' | 'face';
    value: string;
  };
};
