-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._image_keys(image): the fields of a before-image, as files call them: columns, keys of values, links as TYPE-products and the
-- like; "item" for one that was deleted or made again.
-- Caller: undo, the history that people read. Locks: none.
create or replace function catalog._image_keys(p_image jsonb) returns text[]
    language sql immutable
    set search_path = pg_catalog, pg_temp
as $$
    select array(
        select k.key from jsonb_object_keys(p_image) k (key)
         where k.key not in ('values', 'unique', 'associations', 'identifier_key', 'parent_id', 'axis_key')
        union all
        select k.key from jsonb_object_keys(coalesce(p_image -> 'values', '{}')) k (key)
        union all
        select regexp_replace(k.key, '-product$|-product_model$|-group$', '\&s')
          from jsonb_object_keys(coalesce(p_image -> 'associations', '{}')) k (key))
$$;
alter function catalog._image_keys(jsonb) owner to chantier_owner;
comment on function catalog._image_keys(jsonb) is 'The fields of a before-image, as files call them';
revoke execute on function catalog._image_keys(jsonb) from public;
grant execute on function catalog._image_keys(jsonb) to chantier_worker;
