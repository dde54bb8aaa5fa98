-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._quoted(text): a text in quotation marks, cut to 60 characters where it is longer. Caller: catalog._condition_faults.
-- Locks: none.
create or replace function catalog._quoted(p_text text) returns text
    language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
    select '"' || case when length(p_text) > 60 then left(p_text, 59) || '…' else p_text end || '"'
$$;
alter function catalog._quoted(text) owner to chantier_owner;
comment on function catalog._quoted(text) is 'A text in quotation marks, cut where it is long.';
revoke execute on function catalog._quoted(text) from public;
grant execute on function catalog._quoted(text) to chantier_definer, chantier_worker;
