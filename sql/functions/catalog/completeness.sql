-- SPDX-License-Identifier: Apache-2.0
--
-- catalog.completeness: how complete each product is for one channel and locale, computed from the keys that are there.
-- Caller: everybody. Locks: none. Reads all products once; a product's models only where it has a parent.
create or replace function catalog.completeness(p_channel text, p_locale text)
    returns table (product_id bigint, identifier text, family text, required int, filled int, percent int)
    language sql stable parallel safe rows 100000
    set search_path = pg_catalog, pg_temp
as $$
    with channel as (
        select c.code, c.currencies from catalog.channel c where c.code = p_channel and p_locale = any (c.locales)
    ),
    -- What each family needs: one row for each attribute, with the keys that must all be there. Keys are made from the attribute's
    -- definition, as the program makes them.
    needed as materialized (
        select f.code as family, a.type = 'pim_catalog_identifier' as is_identifier,
               case a.type
                   when 'pim_catalog_price_collection' then
                       (select array_agg(k.key || '-' || c.currency) from unnest(channel.currencies) c (currency))
                   else array[k.key]
               end as keys
          from channel
          cross join catalog.family f
          join catalog.attribute a
            on a.type = 'pim_catalog_identifier'
            or f.requirements -> channel.code ? a.code
          cross join lateral (
              select a.code || case when a.localizable then '-' || p_locale else '' end
                            || case when a.scopable then '-' || channel.code else '' end) k (key)
         where cardinality(a.available_locales) = 0 or p_locale = any (a.available_locales)
    ),
    requirement as materialized (
        select n.family, count(*)::int as required, bool_or(n.is_identifier) as with_identifier,
               coalesce(array_agg(n.keys[1]) filter (where not n.is_identifier and cardinality(n.keys) = 1), '{}') as single_keys,
               jsonb_agg(to_jsonb(n.keys)) filter (where not n.is_identifier and cardinality(n.keys) > 1) as key_sets
          from needed n
         group by n.family
    )
    select p.id, p.identifier, p.family, r.required, c.filled, 100 * c.filled / r.required
      from catalog.product p
      join requirement r on r.family = p.family
      left join catalog.product_model m on m.id = p.parent_id
      left join catalog.product_model o on o.id = m.parent_id
      cross join lateral (
          select case when p.parent_id is null then p.values
                      else coalesce(o.values, '{}') || m.values || p.values end) v (values)
      cross join lateral (
          select case when v.values ?& r.single_keys then cardinality(r.single_keys)
                      else (select count(*) from unnest(r.single_keys) k (key) where v.values ? k.key) end::int
                 + case when r.key_sets is null then 0
                        else (select count(*)
                                from jsonb_array_elements(r.key_sets) s (keys)
                               where v.values ?& array(select jsonb_array_elements_text(s.keys))) end::int
                 + (r.with_identifier and p.identifier is not null)::int) c (filled)
$$;
alter function catalog.completeness(text, text) owner to chantier_owner;
comment on function catalog.completeness(text, text) is
    'How complete each product with a family is for a channel and locale: required attributes, those filled (inherited values count), percent rounded down. Computed from the stored values, never stored. No rows for a channel that lacks the locale.';
revoke execute on function catalog.completeness(text, text) from public;
grant execute on function catalog.completeness(text, text) to chantier_user, chantier_worker;
