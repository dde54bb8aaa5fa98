-- SPDX-License-Identifier: Apache-2.0
--
-- job._make_preview_functions(schema): the functions that only a preview's catalogue has.
--   _take_products, _take_models, _take_links   fetch what is asked for the first time
--   find_…, replace_associations, move_values_down   as the catalogue's, which are there as _stored_…, after fetching what they
--                              look at
--   _note_change               trigger of the structure: what stood there before, and what stands there now
--   _note_deletion             trigger of products and models: what is deleted here is not fetched again
--   changes                    what would change, field by field
-- They keep to indexes, since nothing has analysed these tables; a plan that was forbidden its joins looks dear enough to be
-- compiled, which takes longer than to run it.
-- A chunk that fetches what another is fetching waits for it; each statement fetches in the order of ids.
-- Caller: job._make_preview, as the owner. Locks: none.
create or replace function job._make_preview_functions(p_schema text) returns void
language plpgsql
set search_path = pg_catalog, pg_temp
as $make$
declare
  v_item record;
begin
  -- Unique values come with their product, and only then: later they are the preview's own.
  execute replace($sql$
    create function {s}._take_products(p_id bigint[]) returns void language plpgsql
      set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
    begin
      with taken as (
        insert into {s}.product
        select p.* from catalog.product p
         where p.id = any (p_id) and not exists (select from {s}.product o where o.id = p.id)
           and not exists (select from {s}.gone g where g.id = p.id)
         order by p.id
        on conflict do nothing
        returning id
      )
      insert into {s}.unique_value
      select v.* from taken t join catalog.unique_value v on v.product_id = t.id
      on conflict do nothing;
    end $$;
    create function {s}._take_models(p_id bigint[]) returns void language plpgsql
      set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
    begin
      insert into {s}.product_model
      select m.* from catalog.product_model m
       where m.id = any (p_id || array(select c.parent_id from catalog.product_model c where c.id = any (p_id) and c.parent_id is not null))
         and not exists (select from {s}.product_model o where o.id = m.id)
         and not exists (select from {s}.gone g where g.id = m.id)
       order by m.id
      on conflict do nothing;
    end $$;
    create function {s}._take_links(p_kind text[], p_id bigint[]) returns void language plpgsql
      set search_path = pg_catalog, pg_temp set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
    begin
      with taken as (
        insert into {s}.link_owner (kind, id)
        select distinct u.kind, u.id from unnest(p_kind, p_id) u (kind, id)
         where not exists (select from {s}.link_owner o where o.kind = u.kind and o.id = u.id)
         order by 1, 2
        on conflict do nothing
        returning kind, id
      )
      insert into {s}.association
      select a.* from taken t join catalog.association a on a.owner_kind = t.kind and a.owner_id = t.id
      on conflict do nothing;
    end $$;
    create function {s}._note_deletion() returns trigger language plpgsql
      set search_path = pg_catalog, pg_temp as $$
    begin
      insert into {s}.gone (id) values (old.id) on conflict do nothing;
      return null;
    end $$;
    create function {s}._note_change() returns trigger language plpgsql
      set search_path = pg_catalog, pg_temp as $$
    declare
      v_before jsonb := case when tg_op <> 'INSERT' then to_jsonb(old) end;
      v_after  jsonb := case when tg_op <> 'DELETE' then to_jsonb(new) end;
      v_row    jsonb := coalesce(v_after, v_before);
    begin
      if v_before is not distinct from v_after then
        return null;
      end if;
      insert into {s}.changed (relation, item, before, after)
      values (tg_table_name, concat_ws('.', coalesce(v_row ->> 'attribute', v_row ->> 'list'), coalesce(v_row ->> 'code', v_row ->> 'name', v_row ->> 'role', v_row ->> 'username')),
              v_before, v_after)
      on conflict (relation, item) do update set after = excluded.after;
      return null;
    end $$;
  $sql$, '{s}', p_schema);

  for v_item in
    select p.oid, p.proname, pg_get_function_identity_arguments(p.oid) as types, pg_get_function_arguments(p.oid) as arguments,
           job._in_schema(pg_get_function_result(p.oid), p_schema) as result, f.take,
           array_to_string((select array_agg(n.name order by n.place)
                              from unnest(p.proargnames) with ordinality n (name, place) where n.place <= p.pronargs), ', ') as names
      from (values
        ('find_products', $$
          perform {s}._take_products(array(
            select p.id from unnest(p_uuid) u (uuid) join catalog.product p on p.uuid = u.uuid
            union
            select p.id from unnest(p_identifier_key) u (key) join catalog.product p on p.identifier_key = u.key));$$),
        ('find_product_models', $$
          perform {s}._take_models(array(
            select m.id from unnest(p_code_key) u (key) join catalog.product_model m on m.code_key = u.key));$$),
        ('find_products_by_id', $$
          perform {s}._take_products(p_id);$$),
        ('find_product_models_by_id', $$
          perform {s}._take_models(p_id);$$),
        ('find_axis_combinations', $$
          if p_kind = 'product' then
            perform {s}._take_products(array(
              select p.id from unnest(p_parent_id, p_axis_key) u (parent_id, axis_key)
                join catalog.product p on p.parent_id = u.parent_id and p.axis_key = u.axis_key));
          else
            perform {s}._take_models(array(
              select m.id from unnest(p_parent_id, p_axis_key) u (parent_id, axis_key)
                join catalog.product_model m on m.parent_id = u.parent_id and m.axis_key = u.axis_key));
          end if;$$),
        ('find_unique_values', $$
          perform {s}._take_products(array(
            select v.product_id from unnest(p_attribute, p_key) u (attribute, key)
              join catalog.unique_value v on v.attribute = u.attribute and v.value_key = u.key));$$),
        ('find_items', $$
          perform {s}._take_products(array(
            select p.id from unnest(p_uuid) u (uuid) join catalog.product p on p.uuid = u.uuid
            union
            select p.id from unnest(p_identifier_key) u (key) join catalog.product p on p.identifier_key = u.key));
          perform {s}._take_models(array(
            select m.id from unnest(p_code_key) u (key) join catalog.product_model m on m.code_key = u.key));$$),
        ('find_associations', $$
          perform {s}._take_links(array_fill(p_kind, array[cardinality(p_id)]), p_id);$$),
        ('replace_associations', $$
          perform {s}._take_links(p_removed_kind || p_kind, p_removed_id || p_id);$$),
        ('lock_items', $$
          if p_kind = 'product' then
            perform {s}._take_products(p_ids);
          else
            perform {s}._take_models(p_ids);
            if p_whole then
              perform {s}._take_models(array(select m.id from catalog.product_model m where m.parent_id = any (p_ids)));
              perform {s}._take_products(array(select p.id from catalog.product p where p.parent_id = any (p_ids)));
            end if;
          end if;$$),
        ('delete_items', $$
          perform {s}._take_links(array_fill(p_kind, array[cardinality(p_ids)]), p_ids);
          perform {s}._take_links(array_agg(a.owner_kind), array_agg(a.owner_id))
             from catalog.association a where a.target_id = any (p_ids) and a.target_kind = p_kind;$$),
        ('undo_changes', $$
          perform {s}._take_links(array_fill(p_kind, array[cardinality(p_ids)]), p_ids);$$),
        ('undo_links', $$
          perform {s}._take_links(array_fill(p_kind, array[cardinality(p_ids)]), p_ids);
          perform {s}._take_products(array(
            select (l.value ->> 0)::bigint
              from catalog.history h cross join lateral jsonb_each(h.before -> 'associations') e cross join lateral jsonb_array_elements(e.value) l
             where h.item_id = any (p_ids) and e.key ~ '-product$'));
          perform {s}._take_models(array(
            select (l.value ->> 0)::bigint
              from catalog.history h cross join lateral jsonb_each(h.before -> 'associations') e cross join lateral jsonb_array_elements(e.value) l
             where h.item_id = any (p_ids) and e.key ~ '-product_model$'));$$),
        ('move_values_down', $$
          perform {s}._take_models(array(
            select m.id from jsonb_to_recordset(p_variants) r (code_key text)
              join {s}.family_variant v on v.code_key = r.code_key join catalog.product_model m on m.family_variant = v.code));
          perform {s}._take_products(array(
            select p.id from {s}.product_model m join catalog.product p on p.parent_id = m.id
             where m.family_variant in (
                   select v.code from jsonb_to_recordset(p_variants) r (code_key text) join {s}.family_variant v on v.code_key = r.code_key)));$$)
      ) f (name, take)
      join pg_catalog.pg_proc p on p.pronamespace = 'catalog'::regnamespace and p.proname = f.name
  loop
    execute format('alter function %I.%I(%s) rename to %I', p_schema, v_item.proname, v_item.types, '_stored_' || v_item.proname);
    execute format(
      'create function %1$I.%2$I(%3$s) returns %4$s language plpgsql set search_path = pg_catalog, pg_temp
         set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set jit = off as $body$
       #variable_conflict use_column
       begin
         %5$s
         %6$s
       end $body$',
      p_schema, v_item.proname, v_item.arguments, v_item.result, replace(v_item.take, '{s}', p_schema),
      case when v_item.result like 'TABLE%' then format('return query select * from %I.%I(%s);', p_schema, '_stored_' || v_item.proname, v_item.names)
           when v_item.result = 'void' then format('perform %I.%I(%s);', p_schema, '_stored_' || v_item.proname, v_item.names)
           else format('return %I.%I(%s);', p_schema, '_stored_' || v_item.proname, v_item.names) end);
  end loop;

  -- Links as files write them: the owner's kind and id, the links of the field before or now.
  execute replace($sql$
    create function {s}._names(p_kind text, p_links jsonb) returns text language sql
      set search_path = pg_catalog, pg_temp as $$
      select string_agg(
               coalesce(
                 case p_kind
                   when 'product' then coalesce(
                     (select coalesce(p.identifier, p.uuid::text) from {s}.product p where p.id = (l.value ->> 0)::bigint),
                     (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = (l.value ->> 0)::bigint))
                   when 'product_model' then coalesce(
                     (select m.code from {s}.product_model m where m.id = (l.value ->> 0)::bigint),
                     (select m.code from catalog.product_model m where m.id = (l.value ->> 0)::bigint))
                 end, l.value ->> 0)
               || coalesce('|' || (l.value ->> 1), ''), ',' order by l.place)
        from jsonb_array_elements(p_links) with ordinality l (value, place)
    $$;
    create function {s}._links(p_kind text, p_id bigint, p_type text, p_target text) returns jsonb language sql
      set search_path = pg_catalog, pg_temp as $$
      select coalesce(jsonb_agg(jsonb_build_array(coalesce(to_jsonb(a.target_id), to_jsonb(a.target_group)), a.quantity)
                                order by a.target_id, a.target_group), '[]')
        from {s}.association a
       where a.owner_kind = p_kind and a.owner_id = p_id and a.type = p_type and a.target_kind = p_target
    $$;
    create function {s}._link_changes(p_kind text, p_id bigint, p_before jsonb)
      returns table (field text, before text, after text) language sql
      set search_path = pg_catalog, pg_temp as $$
      select f.type || '-' || case f.target when 'product_model' then 'product_models' else f.target || 's' end,
             {s}._names(f.target, f.links), {s}._names(f.target, {s}._links(p_kind, p_id, f.type, f.target))
        from (select regexp_replace(e.key, '-[^-]*$', '') as type, regexp_replace(e.key, '^.*-', '') as target, e.value as links
                from jsonb_each(p_before) e
              union
              select a.type, a.target_kind, '[]'
                from {s}.association a
               where p_before is null and a.owner_kind = p_kind and a.owner_id = p_id
               group by a.type, a.target_kind) f
    $$;

    -- Stage 1, 2: the structure's changed and new rows; 3, 4: product models; 5, 6: products. place: go on behind it; the last row of a page
    -- has nothing but the place, since the fields of a page's last items may be what they were.
    create function {s}.changes(p_stage int, p_after bigint, p_limit int)
      returns table (place bigint, item text, field text, before text, after text) language plpgsql
      set search_path = pg_catalog, pg_temp set enable_hashjoin = off set enable_mergejoin = off set jit = off as $$
    #variable_conflict use_column
    declare
      v_new  constant bigint := 4503599627370496;
      v_kind constant text := case when p_stage in (3, 4) then 'product_model' else 'product' end;
    begin
      if p_stage in (1, 2) then
        return query
        with page as materialized (
          select c.* from {s}.changed c
           where c.place > p_after and (c.before is null) = (p_stage = 2) and c.before is distinct from c.after
           order by c.place limit p_limit
        )
        select g.place, g.item, f.field, f.before, f.after
          from page g
         cross join lateral job._changed_fields(g.before, g.after) f
        union all
        select max(g.place), null, null, null, null from page g having count(*) > 0
         order by 1, 3;
      elsif p_stage in (3, 5) then
        return query
        with page as materialized (
          select h.item_id as id
            from {s}.history h
           where h.item_kind = v_kind and h.item_id > p_after and h.item_id < v_new
           group by h.item_id
           order by h.item_id limit p_limit
        ), image as materialized (
          -- The first image of a field is how it was before the run.
          select g.id, i.name, d.item,
                 (select jsonb_object_agg(v.key, v.value)
                    from (select distinct on (e.key) e.key, e.value
                            from {s}.history h cross join lateral jsonb_each(h.before -> 'values') e
                           where h.item_kind = v_kind and h.item_id = g.id and jsonb_typeof(h.before -> 'values') = 'object'
                           order by e.key, h.place) v) as old_values,
                 (select jsonb_object_agg(v.key, v.value)
                    from (select distinct on (e.key) e.key, e.value
                            from {s}.history h cross join lateral jsonb_each(h.before -> 'associations') e
                           where h.item_kind = v_kind and h.item_id = g.id and jsonb_typeof(h.before -> 'associations') = 'object'
                           order by e.key, h.place) v) as old_links,
                 (select jsonb_object_agg(v.key, v.value)
                    from (select distinct on (e.key) e.key, e.value
                            from {s}.history h cross join lateral jsonb_each(h.before) e
                           where h.item_kind = v_kind and h.item_id = g.id and e.key not in ('values', 'associations', 'unique', 'item')
                           order by e.key, h.place) v) as old_columns,
                 i.image
            from page g
            -- An item that was deleted, whole; JSON's null for one that was made again.
            left join lateral (
             select h.before -> 'item' as item from {s}.history h
              where h.item_kind = v_kind and h.item_id = g.id and h.before ? 'item' order by h.place limit 1) d on true
           cross join lateral (
             select coalesce(p.identifier, p.uuid::text) as name, to_jsonb(p) as image from {s}.product p where v_kind = 'product' and p.id = g.id
             union all
             select m.code, to_jsonb(m) from {s}.product_model m where v_kind = 'product_model' and m.id = g.id
             union all
             -- Deleted, or one of which only the links were looked at.
             select coalesce(d.item ->> 'identifier', d.item ->> 'code', d.item ->> 'uuid',
                             (select coalesce(p.identifier, p.uuid::text) from catalog.product p where v_kind = 'product' and p.id = g.id),
                             (select m.code from catalog.product_model m where v_kind = 'product_model' and m.id = g.id), g.id::text), null
              where not exists (select from {s}.product p where v_kind = 'product' and p.id = g.id)
                and not exists (select from {s}.product_model m where v_kind = 'product_model' and m.id = g.id)) i
        )
        select m.id, m.name, f.field, f.before, f.after
          from image m
         cross join lateral (
           select c.field, c.before, c.after
             from job._changed_fields(nullif(m.item, 'null'), m.image) c
            where m.item is not null
           union all
           select c.field, c.before, c.after
             from job._changed_fields(
                    coalesce(m.old_columns, '{}') || jsonb_build_object('values', coalesce(m.old_values, '{}')),
                    (select coalesce(jsonb_object_agg(e.key, e.value), '{}') from jsonb_each(m.image) e where m.old_columns ? e.key)
                    || jsonb_build_object('values', (
                         select coalesce(jsonb_object_agg(e.key, e.value), '{}')
                           from jsonb_each(m.image -> 'values') e where m.old_values ? e.key))) c
            where m.item is null and m.image is not null
           union all
           select l.field, coalesce(l.before, ''), coalesce(l.after, '')
             from {s}._link_changes(v_kind, m.id, coalesce(m.old_links, '{}')) l
            where coalesce(l.before, '') <> coalesce(l.after, '')) f
        union all
        select max(g.id), null, null, null, null from page g having count(*) > 0
         order by 1, 3;
      else
        return query
        with page as materialized (
          select i.id from (
            select p.id from {s}.product p where v_kind = 'product' and p.id >= v_new and p.id > p_after
            union all
            select m.id from {s}.product_model m where v_kind = 'product_model' and m.id >= v_new and m.id > p_after) i
           order by i.id limit p_limit
        )
        select g.id, i.name, f.field, f.before, f.after
          from page g
         cross join lateral (
           select coalesce(p.identifier, p.uuid::text) as name, to_jsonb(p) as image from {s}.product p where v_kind = 'product' and p.id = g.id
           union all
           select m.code, to_jsonb(m) from {s}.product_model m where v_kind = 'product_model' and m.id = g.id) i
         cross join lateral (
           select c.field, c.before, c.after from job._changed_fields(null, i.image) c
           union all
           select l.field, '', coalesce(l.after, '') from {s}._link_changes(v_kind, g.id, null) l) f
        union all
        select max(g.id), null, null, null, null from page g having count(*) > 0
         order by 1, 3;
      end if;
    end $$;
  $sql$, '{s}', p_schema);

  for v_item in
    select format('%I.%I(%s)', p_schema, p.proname, pg_get_function_identity_arguments(p.oid)) as name
      from pg_catalog.pg_proc p
     where p.pronamespace = p_schema::regnamespace
  loop
    execute format('revoke execute on function %s from public', v_item.name);
    execute format('grant execute on function %s to chantier_worker', v_item.name);
  end loop;
end $make$;

alter function job._make_preview_functions(text) owner to chantier_owner;
revoke execute on function job._make_preview_functions(text) from public;
comment on function job._make_preview_functions(text) is 'Makes the functions that only a preview''s catalogue has';
