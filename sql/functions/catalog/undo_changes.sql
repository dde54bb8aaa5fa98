-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.undo_changes: puts back what items of one kind were before the execution that is undone: fields and values of those it changed,
-- and as a whole those it deleted. What others changed since is left alone, and so is, for now, what wants an identifier, a unique value
-- or a place below a model that another item has: with p_is_last it is refused. Their links are left to catalog.undo_links.
-- Answers counts, the items that wait, those whose links are to follow, and warnings: {"created", "updated", "unchanged", "skipped",
-- "invalid", "waiting": [id], "links": [id], "warnings": [{"name", "reason", "field", "value", "at", "kind", "note"}]}.
-- Caller: undo, in a chunk's transaction. Locks: the items, by id; then as the writers that it calls.
-- "catalog" in quotation marks means the catalogue itself also in the copy that a preview works with.
create or replace function catalog.undo_changes(
    p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamptz) returns jsonb
    language plpgsql
    set search_path = pg_catalog, pg_temp
    -- By index whatever the statistics say: a plan made for an empty table must not read a full one from end to end.
    set enable_seqscan = off
    set enable_mergejoin = off
    -- A plan that was forbidden its scans looks dear enough to be compiled, which takes longer than to run it.
    set jit = off
as $$
declare
    v_plan catalog.undo_plan;
    v_id bigint[];
    v_image jsonb[];
    v_others boolean[];
    v_place bigint[];
    v_is_made boolean;
    v_is_mixed boolean;
    v_there bigint[];
    v_skipped bigint[];
    v_wanting bigint[];
    v_missing text[];
    v_more bigint[];
    v_ok boolean[];
    v_accepted bigint[];
    v_revived bigint[];
    v_changed bigint[];
    v_before jsonb[];
    v_differs boolean[];
    v_notes jsonb := '[]';
    v_more_notes jsonb;
    v_c_id bigint[];
    v_c_reason text[];
    v_c_field text[];
    v_c_key text[];
    v_c_holder bigint[];
    v_c_text text[];
    v_p record;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    v_there := catalog.lock_items(p_kind, p_ids, false);

    -- What each item was before, and whether others have changed it since. Mostly it has been changed once, and nobody has.
    select array_agg(h.item_id), array_agg(h.before), array_agg(h.place), bool_or(h.before ? 'item'),
           bool_or(h.execution_id <> v_plan.target) or count(*) <> count(distinct h.item_id)
      into v_id, v_image, v_place, v_is_made, v_is_mixed
      from (
        select h.item_id, h.before, h.place, h.execution_id
          from unnest(p_ids) u (id)
          join "catalog".history h
            on h.item_id = u.id and h.month = any (v_plan.months) and h.place >= v_plan.first_place and h.execution_id <> p_execution
         order by h.item_id
        offset 0) h;
    v_others := array_fill(false, array[coalesce(cardinality(v_id), 0)]);
    if v_is_mixed then
        select array_agg(h.item_id), array_agg(h.image), array_agg(h.others), array_agg(h.place), bool_or(h.image ? 'item')
          into v_id, v_image, v_others, v_place, v_is_made
          from (
            select h.item_id,
                   case when count(*) = 1 then (array_agg(h.before))[1]
                        when count(*) filter (where h.execution_id = v_plan.target) = 1
                        then (array_agg(h.before) filter (where h.execution_id = v_plan.target))[1]
                        else catalog._merged_image(array_agg(h.before order by h.place) filter (where h.execution_id = v_plan.target))
                   end as image,
                   bool_or(h.execution_id <> v_plan.target) as others,
                   min(h.place) filter (where h.execution_id = v_plan.target) as place
              from unnest(p_ids) u (id)
              join "catalog".history h
                on h.item_id = u.id and h.month = any (v_plan.months) and h.place >= v_plan.first_place and h.execution_id <> p_execution
             group by h.item_id
            having bool_or(h.execution_id = v_plan.target)
             order by h.item_id
            offset 0) h
         where h.image is not null;
    end if;
    v_id := coalesce(v_id, '{}');

    -- Others' changes of the same fields, one warning for each.
    select coalesce(jsonb_agg(jsonb_build_object(
               'id', u.id, 'reason', 'changed_since', 'field', c.field, 'kind', c.kind,
               'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')) order by u.id, c.field), '[]'),
           coalesce(array_agg(distinct u.id), '{}')
      into v_notes, v_skipped
      from unnest(v_id, v_image, v_others, v_place) u (id, image, others, place)
     cross join lateral catalog._changes_since(
               u.id, catalog._image_keys(u.image), v_plan.target, p_execution, v_plan.months, u.place) c
     where u.others
       and (u.image ? 'item' or exists (select from catalog.product p where p_kind = 'product' and p.id = u.id)
            or exists (select from catalog.product_model m where p_kind = 'product_model' and m.id = u.id));

    -- What was deleted meanwhile; of what is to be made again, what is there.
    if v_is_made or cardinality(v_there) < cardinality(p_ids) then
        select coalesce(array_agg(u.id), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', case when u.image ? 'item' then 'changed_since' else 'vanished' end,
                                                     'field', 'item', 'note', not u.image ? 'item')), '[]')
          into v_more, v_more_notes
          from unnest(v_id, v_image) u (id, image)
          left join catalog.product p on p_kind = 'product' and p.id = u.id
          left join catalog.product_model m on p_kind = 'product_model' and m.id = u.id
         where u.image ? 'item' = (p.id is not null or m.id is not null) and u.id <> all (v_skipped);
        v_skipped := v_skipped || v_more;
        v_notes := v_notes || v_more_notes;
    end if;
    -- Beside v_id, like the images: looking ids up in a list would take as long as all else.
    v_ok := array_fill(true, array[cardinality(v_id)]);
    if v_skipped <> '{}' then
        v_ok := array(select u.id <> all (v_skipped) from unnest(v_id) with ordinality u (id, place) order by u.place);
    end if;

    -- A value whose attribute is gone has no place any more.
    select array_agg(distinct split_part(k.key, '-', 1))
      into v_missing
      from (select j.key
              from unnest(v_image) i (image)
             cross join lateral jsonb_object_keys(coalesce(i.image -> 'values', i.image #> '{item,values}', '{}')) j (key)
             group by j.key) k
     where not exists (select from catalog.attribute a where a.code = split_part(k.key, '-', 1));
    if v_missing is not null then
        select array_agg(
                 case when g.keys is null then u.image
                      when u.image ? 'item' then jsonb_set(u.image, '{item,values}', (u.image #> '{item,values}') - g.keys)
                      else jsonb_set(u.image, '{values}', (u.image -> 'values') - g.keys) end order by u.place),
               v_notes || coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', 'unknown_attribute', 'field', g.keys[1], 'note', true))
                                   filter (where g.keys is not null and u.ok), '[]')
          into v_image, v_notes
          from unnest(v_id, v_image, v_ok) with ordinality u (id, image, ok, place)
         cross join lateral (
               select array_agg(j.key) as keys
                 from jsonb_object_keys(coalesce(u.image -> 'values', u.image #> '{item,values}', '{}')) j (key)
                where split_part(j.key, '-', 1) = any (v_missing)) g;
    end if;

    -- What only one item may have.
    select array_agg(c.id), array_agg(c.reason), array_agg(c.field), array_agg(c.key)
      into v_c_id, v_c_reason, v_c_field, v_c_key
      from unnest(v_id, v_image, v_ok) u (id, image, ok)
     cross join lateral (
           select u.id, 'value_not_unique', q.key, q.value from jsonb_each_text(u.image -> 'unique') q where q.value is not null
           union all
           select u.id, 'identifier_taken', 'identifier', coalesce(u.image ->> 'identifier_key', u.image #>> '{item,identifier_key}',
                                                                   u.image #>> '{item,code_key}')
           union all
           select u.id, 'duplicate_axis_combination', coalesce(u.image ->> 'parent_id', u.image #>> '{item,parent_id}'),
                  coalesce(u.image ->> 'axis_key', u.image #>> '{item,axis_key}')) c (id, reason, field, key)
     where c.key is not null and u.ok and u.image ?| '{item,unique,identifier_key,axis_key,parent_id}'::text[];
    if v_c_id is not null then
        v_accepted := array(select u.id from unnest(v_id, v_ok) u (id, ok) where u.ok);
        perform catalog.lock_items('product_model', array(
            select case c.reason when 'duplicate_axis_combination' then c.field::bigint end
              from unnest(v_c_reason, v_c_field) c (reason, field) where c.reason = 'duplicate_axis_combination'), false);
        v_c_holder := array_fill(null::bigint, array[cardinality(v_c_id)]);
        v_c_text := array_fill(null::text, array[cardinality(v_c_id)]);
        for v_p in
            select k.place, f.product_id as holder, f.identifier as name
              from (select array_agg(c.place order by c.place) as places, array_agg(c.field order by c.place) as fields,
                           array_agg(c.key order by c.place) as keys
                      from unnest(v_c_reason, v_c_field, v_c_key) with ordinality c (reason, field, key, place)
                     where c.reason = 'value_not_unique') s
             cross join lateral catalog.find_unique_values(s.fields, s.keys) f
             cross join lateral (select s.places[f.place] as place) k
             where s.places is not null
            union all
            select k.place, f.id, coalesce(f.identifier, f.uuid::text)
              from (select array_agg(c.place order by c.place) as places, array_agg(c.key order by c.place) as keys
                      from unnest(v_c_reason, v_c_key) with ordinality c (reason, key, place)
                     where c.reason = 'identifier_taken' and p_kind = 'product') s
             cross join lateral catalog.find_products('{}', s.keys) f
             cross join lateral (select s.places[f.place] as place) k
             where s.places is not null
            union all
            select k.place, f.id, f.code
              from (select array_agg(c.place order by c.place) as places, array_agg(c.key order by c.place) as keys
                      from unnest(v_c_reason, v_c_key) with ordinality c (reason, key, place)
                     where c.reason = 'identifier_taken' and p_kind = 'product_model') s
             cross join lateral catalog.find_product_models(s.keys) f
             cross join lateral (select s.places[f.place] as place) k
             where s.places is not null
            union all
            select k.place, f.id, f.name
              from (select array_agg(c.place order by c.place) as places, array_agg(case c.reason when 'duplicate_axis_combination' then c.field::bigint end order by c.place) as fields,
                           array_agg(c.key order by c.place) as keys
                      from unnest(v_c_reason, v_c_field, v_c_key) with ordinality c (reason, field, key, place)
                     where c.reason = 'duplicate_axis_combination') s
             cross join lateral catalog.find_axis_combinations(p_kind, s.fields, s.keys) f
             cross join lateral (select s.places[f.place] as place) k
             where s.places is not null
            union all
            select c.place, -1, null
              from unnest(v_c_reason, v_c_field) with ordinality c (reason, field, place)
             where c.reason = 'duplicate_axis_combination'
               and not exists (select from catalog.product_model m
                                where m.id = case c.reason when 'duplicate_axis_combination' then c.field::bigint end)
        loop
            v_c_holder[v_p.place] := v_p.holder;
            v_c_text[v_p.place] := v_p.name;
        end loop;
        -- A value that its holder gives up in this very chunk is free; who holds on to one makes others do the same.
        loop
            select array_agg(distinct c.id)
              into v_wanting
              from unnest(v_c_id, v_c_reason, v_c_field, v_c_holder) c (id, reason, field, holder)
             where c.id = any (v_accepted) and c.holder <> c.id
               and not (c.reason = 'value_not_unique' and c.holder = any (v_accepted)
                        and exists (select from unnest(v_id, v_image) u (id, image)
                                     where u.id = c.holder and u.image -> 'unique' ? c.field));
            exit when v_wanting is null;
            v_accepted := array(select a.id from unnest(v_accepted) a (id) where a.id <> all (v_wanting));
        end loop;
        v_wanting := array(select u.id from unnest(v_id, v_ok) u (id, ok) where u.ok and u.id <> all (v_accepted));
        if v_wanting <> '{}' then
            v_ok := array(
                select u.ok and u.id <> all (v_wanting) from unnest(v_id, v_ok) with ordinality u (id, ok, place) order by u.place);
        end if;
        if p_is_last and v_wanting <> '{}' then
            select v_notes || jsonb_agg(jsonb_build_object(
                       'id', c.id,
                       'reason', case when c.holder = -1 then 'unknown_parent' else c.reason end,
                       'field', case when c.reason = 'duplicate_axis_combination' then 'parent' else c.field end,
                       'value', case when c.holder = -1 then coalesce(u.image ->> 'parent', u.image #>> '{item,parent}')
                                     when c.reason = 'duplicate_axis_combination' then translate(c.key, e'\x1f', ' ') else c.key end,
                       'holder', c.text))
              into v_notes
              from unnest(v_c_id, v_c_reason, v_c_field, v_c_key, v_c_holder, v_c_text) c (id, reason, field, key, holder, text)
              join unnest(v_id, v_image) u (id, image) on u.id = c.id
             where c.id = any (v_wanting) and c.holder <> c.id;
        end if;
    end if;
    v_wanting := coalesce(v_wanting, '{}');

    -- Made again, with the uuid, the id and the moment of its creation.
    select array_agg(u.id order by u.id) into v_revived
      from unnest(v_id, v_image, v_ok) u (id, image, ok)
     where u.ok and u.image ? 'item';
    if v_revived is not null then
        if p_kind = 'product' then
            insert into catalog.product
            select r.*
              from unnest(v_id, v_image, v_ok) u (id, image, ok)
             cross join lateral jsonb_populate_record(
                       null::catalog.product, (u.image -> 'item') || jsonb_build_object('id', u.id, 'updated_at', p_at)) r
             where u.ok and u.image ? 'item'
             order by r.identifier_key;
        else
            insert into catalog.product_model
            select r.*
              from unnest(v_id, v_image, v_ok) u (id, image, ok)
             cross join lateral jsonb_populate_record(
                       null::catalog.product_model, (u.image -> 'item') || jsonb_build_object('id', u.id, 'updated_at', p_at)) r
             where u.ok and u.image ? 'item'
             order by r.code_key;
        end if;
        perform catalog.add_history(
            p_execution, p_owner, p_month, p_kind, null, v_revived,
            array_fill('{"item": null}'::jsonb, array[cardinality(v_revived)]), p_at);
    end if;

    -- Changed back: only what differs is written, and kept in its turn.
    if p_kind = 'product' then
        select b.changed, b.before into v_changed, v_before from catalog._put_back_products(v_id, v_image, v_ok, p_at) b;
    else
        select b.changed, b.before into v_changed, v_before from catalog._put_back_product_models(v_id, v_image, v_ok, p_at) b;
    end if;
    if v_changed is not null then
        perform catalog.add_history(p_execution, p_owner, p_month, p_kind, null, v_changed, v_before, p_at);
    end if;
    -- Beside v_id again; most undos change all of a chunk or nothing.
    v_differs := case when v_changed is null then array_fill(false, array[cardinality(v_id)])
                      when cardinality(v_changed) = cardinality(v_id) then array_fill(true, array[cardinality(v_id)])
                      else array(
                          select c.id is not null
                            from unnest(v_id) with ordinality u (id, place)
                            left join unnest(v_changed) c (id) on c.id = u.id
                           order by u.place) end;
    if p_kind = 'product' then
        select array_agg(u.id) as id, array_agg(q.key) as attribute, array_agg(q.value) as key
          into v_p
          from unnest(v_id, v_image, v_ok) u (id, image, ok)
         cross join lateral jsonb_each_text(u.image -> 'unique') q
         where u.ok and u.image ? 'unique'
           and exists (select from catalog.attribute a where a.code = q.key);
        if v_p.id is not null then
            perform catalog.replace_unique_values(v_p.id, v_p.attribute, v_p.key);
        end if;
    end if;

    return (
        select jsonb_build_object(
                   'created', coalesce(cardinality(v_revived), 0),
                   -- One of which only the links change counts as updated when they do differ.
                   'updated', count(*) filter (where u.ok and not u.image ? 'item' and (u.differs or r.differs)),
                   'unchanged', count(*) filter (where u.ok and not u.image ? 'item' and not u.differs and not r.differs),
                   'skipped', cardinality(v_skipped),
                   'invalid', case when p_is_last then cardinality(v_wanting) else 0 end,
                   'waiting', case when p_is_last then '[]' else to_jsonb(v_wanting) end,
                   'links', coalesce(jsonb_agg(u.id order by u.id) filter (where u.ok and u.image ? 'associations'), '[]'),
                   'warnings', (
                       select coalesce(jsonb_agg(w.value || jsonb_build_object('name', coalesce(
                                   p.identifier, m.code, i.image #>> '{item,identifier}', i.image #>> '{item,code}', p.uuid::text,
                                   i.image #>> '{item,uuid}', w.value ->> 'id')) order by w.place), '[]')
                         from jsonb_array_elements(v_notes) with ordinality w (value, place)
                         left join unnest(v_id, v_image) i (id, image) on i.id = (w.value ->> 'id')::bigint
                         left join catalog.product p on p_kind = 'product' and p.id = (w.value ->> 'id')::bigint
                         left join catalog.product_model m on p_kind = 'product_model' and m.id = (w.value ->> 'id')::bigint))
          from unnest(v_id, v_image, v_ok, v_differs) u (id, image, ok, differs)
         cross join lateral (
               select u.ok and u.image ? 'associations' and exists (
                      select from jsonb_each(u.image -> 'associations') e
                       where e.value <> coalesce(catalog._links(p_kind, u.id) -> e.key, '[]')) as differs) r);
end
$$;
alter function catalog.undo_changes(bigint, text, date, text, bigint[], boolean, timestamptz) owner to chantier_owner;
comment on function catalog.undo_changes(bigint, text, date, text, bigint[], boolean, timestamptz) is 'Puts back what items were before an execution changed or deleted them';
revoke execute on function catalog.undo_changes(bigint, text, date, text, bigint[], boolean, timestamptz) from public;
grant execute on function catalog.undo_changes(bigint, text, date, text, bigint[], boolean, timestamptz) to chantier_worker;
