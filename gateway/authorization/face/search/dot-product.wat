;; Inner products of one probe with every row of a gallery, int8, exact in i32: the greatest and the next greatest.
;; Memory: results in bytes 0..15, the probe at $probe, the rows one after the other at $rows.
(module
  (memory (export "memory") 1 65536)
  ;; $dimension is a multiple of 16, at most 65536; $count at least 1.
  ;; Results: i32 place of the best (the first among equals), its inner product, i32 place of the next, its product;
  ;; place -1 where there is no next.
  (func (export "search") (param $probe i32) (param $rows i32) (param $count i32) (param $dimension i32)
    (local $row i32) (local $offset i32) (local $left v128) (local $right v128) (local $sum v128)
    (local $product i32) (local $best i32) (local $bestProduct i32) (local $next i32) (local $nextProduct i32)
    (local.set $best (i32.const -1))
    (local.set $next (i32.const -1))
    (local.set $bestProduct (i32.const -2147483648))
    (local.set $nextProduct (i32.const -2147483648))
    (loop $rowLoop
      (local.set $sum (v128.const i32x4 0 0 0 0))
      (local.set $offset (i32.const 0))
      (loop $chunk
        (local.set $left (v128.load (i32.add (local.get $probe) (local.get $offset))))
        (local.set $right (v128.load (i32.add (local.get $rows) (local.get $offset))))
        (local.set $sum
          (i32x4.add
            (local.get $sum)
            (i32x4.add
              (i32x4.dot_i16x8_s
                (i16x8.extend_low_i8x16_s (local.get $left))
                (i16x8.extend_low_i8x16_s (local.get $right)))
              (i32x4.dot_i16x8_s
                (i16x8.extend_high_i8x16_s (local.get $left))
                (i16x8.extend_high_i8x16_s (local.get $right))))))
        (br_if $chunk
          (i32.lt_u
            (local.tee $offset (i32.add (local.get $offset) (i32.const 16)))
            (local.get $dimension))))
      (local.set $product
        (i32.add
          (i32.add (i32x4.extract_lane 0 (local.get $sum)) (i32x4.extract_lane 1 (local.get $sum)))
          (i32.add (i32x4.extract_lane 2 (local.get $sum)) (i32x4.extract_lane 3 (local.get $sum)))))
      (if (i32.gt_s (local.get $product) (local.get $bestProduct))
        (then
          (local.set $next (local.get $best))
          (local.set $nextProduct (local.get $bestProduct))
          (local.set $best (local.get $row))
          (local.set $bestProduct (local.get $product)))
        (else
          (if (i32.gt_s (local.get $product) (local.get $nextProduct))
            (then
              (local.set $next (local.get $row))
              (local.set $nextProduct (local.get $product))))))
      (local.set $rows (i32.add (local.get $rows) (local.get $dimension)))
      (br_if $rowLoop
        (i32.lt_u
          (local.tee $row (i32.add (local.get $row) (i32.const 1)))
          (local.get $count))))
    (i32.store (i32.const 0) (local.get $best))
    (i32.store (i32.const 4) (local.get $bestProduct))
    (i32.store (i32.const 8) (local.get $next))
    (i32.store (i32.const 12) (local.get $nextProduct))))
