SELECT created / 3600000, count(*) FROM review_case
WHERE queue = ?1 AND created / 3600000 >= ?2 AND created / 3600000 < ?3 AND purpose <> 'look_alike'
GROUP BY created / 3600000 ORDER BY created / 3600000
