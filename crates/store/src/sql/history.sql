SELECT v.id, v.case_id, v.at, v.body, v.grace_ends, v.status, v.overruled, v.stage, c.queue,
q.name, c.item FROM verdict v JOIN review_case c ON c.id = v.case_id JOIN queue q ON q.id = c.queue
WHERE v.person = ?1 AND v.id < ?2 AND v.id >= ?3 AND v.status <> 'undone'
AND (c.queue = ?5 OR ?5 IS NULL) AND (v.body LIKE ?6 OR ?6 IS NULL)
AND ((NOT EXISTS (SELECT 1 FROM look k WHERE k.case_id = v.case_id AND k.person = v.person AND k.rung >= 3
AND (k.presented IS NULL OR k.presented NOT LIKE '{"shown_ms":0,%'))) = ?7 OR ?7 IS NULL)
AND (CASE WHEN v.status = 'reversed' THEN 'reversed' WHEN v.grace_ends > ?9 THEN 'in_grace'
WHEN v.overruled <= ?9 THEN 'overruled' ELSE 'stands' END = ?8 OR ?8 IS NULL)
ORDER BY v.id DESC LIMIT ?4
