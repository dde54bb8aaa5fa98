-- SPDX-License-Identifier: Apache-2.0
--
-- job._template(message, row, line, identifier, field, value): the sentence without what comes from the item or from one
-- person's file: people who see statistics of all may not see items. Rather too little than too much is left: plain words
-- in lower case stay, and the first word; quotations, figures, names and codes become "…".
-- Caller: job._put_reasons. Locks: none.
create or replace function job._template(
  p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text
) returns text
language plpgsql immutable
set search_path = pg_catalog, pg_temp
as $$
declare
  v_text   text := p_message;
  v_prefix text;
  v_part   text;
begin
  -- The place, as messages begin with it.
  v_prefix := concat_ws(', ', 'row ' || p_row || coalesce(' (line ' || p_line || ')', ''), nullif(p_identifier, ''),
                        nullif(p_field, '')) || ': ';
  if starts_with(v_text, v_prefix) then
    v_text := substr(v_text, length(v_prefix) + 1);
  end if;
  foreach v_part in array array[p_value, p_identifier, p_field] loop
    if v_part <> '' then
      v_text := replace(v_text, v_part, '…');
    end if;
  end loop;
  v_text := regexp_replace(v_text, '"[^"]*"?|“[^”]*”?|«[^»]*»?', '…', 'g');
  v_text := regexp_replace(v_text, '(?<=^|[[:space:]])(?![[:upper:]]?[[:lower:]]+[[:space:],;:.!?)]*(?=[[:space:]]|$))[^[:space:]]+', '…', 'g');
  v_text := regexp_replace(v_text, '(?<=[[:space:]])[[:upper:]][^[:space:]]*', '…', 'g');
  return left(regexp_replace(v_text, '…[[:space:]]*(…[[:space:]]*)+', '… ', 'g'), 200);
end $$;

alter function job._template(text, bigint, bigint, text, text, text) owner to chantier_owner;
revoke execute on function job._template(text, bigint, bigint, text, text, text) from public;
grant execute on function job._template(text, bigint, bigint, text, text, text) to chantier_worker, chantier_definer;
comment on function job._template(text, bigint, bigint, text, text, text) is 'A message without what comes from the item';
