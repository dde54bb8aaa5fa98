-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.update_products: writes the changed products of one chunk.
-- Caller: the change pipeline. Locks: the rows, in the order of the arrays.
create or replace function catalog.update_products(
    p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[],
    p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[],
    p_axis_key text[], p_mark uuid[], p_at timestamptz) returns bigint
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- Rows are locked in the order of the arrays, which the caller sorts by id: two imports of the same products then wait for
    -- each other and never deadlock. Only a nested loop from the arrays keeps that order.
    set enable_seqscan = off
    set enable_hashjoin = off
    set enable_mergejoin = off
as $$
declare
    v_count bigint;
begin
    update catalog.product p
       set identifier = u.identifier,
           identifier_key = u.identifier_key,
           family = u.family,
           parent = u.parent,
           parent_id = u.parent_id,
           enabled = u.enabled,
           categories = string_to_array(u.categories, ','),
           groups = string_to_array(u.groups, ','),
           values = case when u.cleared = '' then p.values || u.set else (p.values || u.set) - string_to_array(u.cleared, ',') end,
           axis_key = u.axis_key,
           record_mark = u.mark,
           updated_at = p_at
      from unnest(p_id, p_seen, p_identifier, p_identifier_key, p_family, p_parent, p_parent_id, p_enabled, p_categories,
               p_groups, p_set, p_cleared, p_axis_key, p_mark)
           u (id, seen, identifier, identifier_key, family, parent, parent_id, enabled, categories, groups, set, cleared, axis_key, mark)
     where p.id = u.id and p.xmin::text::bigint = u.seen;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;
alter function catalog.update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], uuid[], timestamptz) owner to chantier_owner;
comment on function catalog.update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], uuid[], timestamptz) is
    'Writes the changes of one chunk, sorted by id: other columns as given, values merged with p_set and freed of p_cleared (keys with commas). p_seen is the row version (xmin) that was compared; fewer rows than given: somebody changed one meanwhile, compare again. p_mark becomes the product''s record_mark.';
revoke execute on function catalog.update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], uuid[], timestamptz) from public;
grant execute on function catalog.update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], uuid[], timestamptz) to chantier_worker;
