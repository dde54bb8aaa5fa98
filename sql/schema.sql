-- Written by Scripts/schema-snapshot: the schema of a database made from sql/migrations and sql/functions.
--
-- PostgreSQL database dump
--

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: catalog; Type: SCHEMA; Schema: -; Owner: chantier_owner
--

CREATE SCHEMA catalog;

ALTER SCHEMA catalog OWNER TO chantier_owner;

--
-- Name: SCHEMA catalog; Type: COMMENT; Schema: -; Owner: chantier_owner
--

COMMENT ON SCHEMA catalog IS 'The product catalogue: structure, product models, products. Readable by everybody, written by workers.';

--
-- Name: job; Type: SCHEMA; Schema: -; Owner: chantier_owner
--

CREATE SCHEMA job;

ALTER SCHEMA job OWNER TO chantier_owner;

--
-- Name: SCHEMA job; Type: COMMENT; Schema: -; Owner: chantier_owner
--

COMMENT ON SCHEMA job IS 'The engine: executions, steps, tasks, leases, workers';

--
-- Name: tracker; Type: SCHEMA; Schema: -; Owner: chantier_owner
--

CREATE SCHEMA tracker;

ALTER SCHEMA tracker OWNER TO chantier_owner;

--
-- Name: SCHEMA tracker; Type: COMMENT; Schema: -; Owner: chantier_owner
--

COMMENT ON SCHEMA tracker IS 'What people call and read: launch, stop, own executions, notifications';

--
-- Name: _amount_faults(text, jsonb, text, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_faults   text[] := '{}';
    v_family   text;
    v_currency catalog.currency;
begin
    if p_kind = 'measurement' then
        if jsonb_typeof(p_value) is distinct from 'object' then
            return array['value must be an object with amount and unit'];
        end if;
        v_faults := catalog._number_faults(p_value -> 'amount', 'amount');
        if jsonb_typeof(p_value -> 'unit') is distinct from 'string' then
            return v_faults || 'unit must be a text'::text;
        end if;
        select a.metric_family into v_family from catalog.attribute a where a.code = p_attribute;
        if not coalesce(catalog._measurement_units() -> lower(v_family collate "C")
                            ? lower((p_value ->> 'unit') collate "C"), false)
        then
            return v_faults || format('unknown unit %s of %s', catalog._quoted(p_value ->> 'unit'),
                                      coalesce(v_family, 'no family'));
        end if;
        return v_faults;
    end if;
    if p_operator in ('EMPTY', 'NOT EMPTY')
       and (jsonb_typeof(p_value) is distinct from 'object' or p_value -> 'currency' is null)
    then
        return v_faults;
    end if;
    if p_operator not in ('EMPTY', 'NOT EMPTY', 'EMPTY FOR CURRENCY', 'NOT EMPTY FOR CURRENCY') then
        if jsonb_typeof(p_value) is distinct from 'object' then
            return array['value must be an object with amount and currency'];
        end if;
        v_faults := catalog._number_faults(p_value -> 'amount', 'amount');
    end if;
    if jsonb_typeof(p_value) is distinct from 'object' or jsonb_typeof(p_value -> 'currency') is distinct from 'string' then
        return v_faults || 'value must be an object with a currency'::text;
    end if;
    select c.* into v_currency from catalog.currency c where c.code_key = lower((p_value ->> 'currency') collate "C");
    if not found then
        return v_faults || ('unknown currency ' || catalog._quoted(p_value ->> 'currency'));
    end if;
    if not v_currency.activated then
        return v_faults || format('currency %s is not activated', catalog._quoted(v_currency.code));
    end if;
    return v_faults;
end
$$;

ALTER FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) IS 'What is wrong with a measurement or a price in a condition.';

--
-- Name: _changes_since(bigint, text[], bigint, bigint, date[], bigint); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint) RETURNS TABLE(field text, at timestamp with time zone, kind text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
#variable_conflict use_column
begin
    return query
    select distinct on (o.key) o.key, h.at, coalesce(e.kind, x.kind)
      from "catalog".history h
     cross join lateral unnest(catalog._image_keys(h.before)) o (key)
      left join job.execution e on e.id = h.execution_id
      left join "catalog".past_execution x on x.execution_id = h.execution_id
     where h.item_id = p_id and h.month = any (p_months) and h.place > p_place and h.execution_id <> all (array[p_target, p_execution])
       and (p_keys is null or o.key = any (p_keys) or o.key = 'item' or 'item' = any (p_keys))
     order by o.key, h.place desc;
end
$$;

ALTER FUNCTION catalog._changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint) IS 'Which fields of an item others changed after the execution that is undone';

--
-- Name: _completeness_faults(jsonb, text, text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_faults  text[] := '{}';
    v_scope   jsonb := coalesce(p_condition -> 'scope', to_jsonb(p_scope));
    v_locales jsonb := coalesce(p_condition #> '{context,locales}', to_jsonb(p_locales));
    v_locale  jsonb;
begin
    if v_scope is null then
        v_faults := array['scope is missing: completeness is that of a channel'];
    else
        v_faults := catalog._scope_faults(v_scope);
    end if;
    if p_condition -> 'locale' is not null then
        return v_faults || catalog._locale_faults(p_condition -> 'locale', v_scope #>> '{}');
    end if;
    if jsonb_typeof(v_locales) <> 'array' then
        return v_faults || 'context.locales must be a list of codes'::text;
    end if;
    for v_locale in select l.value from jsonb_array_elements(v_locales) with ordinality l (value, place) order by l.place loop
        v_faults := v_faults || catalog._locale_faults(v_locale, v_scope #>> '{}');
    end loop;
    return v_faults;
end
$$;

ALTER FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION _completeness_faults(p_condition jsonb, p_scope text, p_locales text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) IS 'What is wrong with the channel and locales of a condition on completeness.';

--
-- Name: _condition_faults(jsonb, integer, text, text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_faults    text[] := '{}';
    v_name      text := 'condition ' || p_position;
    v_condition jsonb := jsonb_strip_nulls(p_condition);
    v_field     text;
    v_operator  text;
    v_kind      text;
    v_attribute catalog.attribute;
begin
    if jsonb_typeof(p_condition) is distinct from 'object' then
        return array[v_name || ': it must be an object with field and operator'];
    end if;
    select coalesce(array_agg(format('%s: unknown key %s; known are field, operator, value, locale, scope, context',
                                     v_name, catalog._quoted(k.key)) order by k.key collate "C"), '{}')
      into v_faults
      from jsonb_object_keys(p_condition) k (key)
     where k.key not in ('field', 'operator', 'value', 'locale', 'scope', 'context');
    if jsonb_typeof(v_condition -> 'field') is distinct from 'string' then
        return v_faults || (v_name || ': field must be a text');
    end if;
    if jsonb_typeof(v_condition -> 'operator') is distinct from 'string' then
        return v_faults || (v_name || ': operator must be a text');
    end if;
    v_field := v_condition ->> 'field';
    v_operator := v_condition ->> 'operator';
    v_kind := case v_field
        when 'categories' then 'categories' when 'completeness' then 'completeness' when 'created' then 'time' when 'updated' then 'time'
        when 'enabled' then 'enabled' when 'entity_type' then 'entityType' when 'family' then 'codes'
        when 'family_variant' then 'codes' when 'groups' then 'codes' when 'id' then 'items' when 'uuid' then 'items'
        when 'identifier' then 'identifier' when 'parent' then 'parent' when 'self_and_ancestor.id' then 'ancestors' end;
    if v_kind is null then
        select a.* into v_attribute from catalog.attribute a where a.code_key = lower(v_field collate "C");
        v_kind := case v_attribute.type
            when 'pim_catalog_identifier' then 'identifier'
            when 'pim_catalog_text' then 'text' when 'pim_catalog_textarea' then 'text'
            when 'pim_catalog_image' then 'text' when 'pim_catalog_file' then 'text'
            when 'pim_catalog_number' then 'number' when 'pim_catalog_metric' then 'measurement'
            when 'pim_catalog_price_collection' then 'price' when 'pim_catalog_boolean' then 'boolean'
            when 'pim_catalog_date' then 'date'
            when 'pim_catalog_simpleselect' then 'select' when 'pim_catalog_multiselect' then 'select'
            when 'pim_reference_data_simpleselect' then 'select' when 'pim_reference_data_multiselect' then 'select' end;
    end if;
    if v_kind is null then
        return v_faults || format(
            '%s: unknown field %s; known are the codes of attributes and categories, completeness, created, enabled, entity_type, '
            'family, family_variant, groups, id, identifier, parent, self_and_ancestor.id, updated, uuid',
            v_name, catalog._quoted(v_field));
    end if;
    if v_operator <> all (catalog._filter_operators(v_kind)) then
        return v_faults || format('%s (%s): operator %s is none of %s', v_name, v_field, catalog._quoted(v_operator),
                                  array_to_string(catalog._filter_operators(v_kind), ', '));
    end if;
    v_name := format('%s (%s %s): ', v_name, v_field, v_operator);
    return v_faults || array(
        select v_name || s.sentence
          from unnest(case when v_kind = 'completeness'
                           then catalog._completeness_faults(v_condition, p_scope, p_locales)
                           else catalog._place_faults(v_condition, v_attribute.code) end
                      || catalog._value_faults(v_condition, v_kind, v_attribute.code)) with ordinality s (sentence, place)
         order by s.place);
end
$$;

ALTER FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION _condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) IS 'All that is wrong with one condition of a filter.';

--
-- Name: _filter_operators(text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._filter_operators(p_kind text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select case p_kind
        when 'identifier' then
            array['STARTS WITH', 'CONTAINS', 'DOES NOT CONTAIN', '=', '!=', 'IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'codes' then array['IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'select' then array['IN', 'NOT IN', 'EMPTY', 'NOT EMPTY']
        when 'parent' then array['IN', 'EMPTY', 'NOT EMPTY']
        when 'categories' then
            array['IN', 'NOT IN', 'UNCLASSIFIED', 'IN OR UNCLASSIFIED', 'IN CHILDREN', 'NOT IN CHILDREN']
        when 'enabled' then array['=', '!=']
        when 'entityType' then array['=']
        when 'items' then array['IN', 'NOT IN']
        when 'ancestors' then array['IN']
        when 'completeness' then
            array['=', '<', '<=', '>', '>=', '!=', 'GREATER THAN ON ALL LOCALES', 'GREATER OR EQUALS THAN ON ALL LOCALES',
                  'LOWER THAN ON ALL LOCALES', 'LOWER OR EQUALS THAN ON ALL LOCALES', 'GREATER THAN ON AT LEAST ONE LOCALE',
                  'GREATER OR EQUALS THAN ON AT LEAST ONE LOCALE', 'LOWER THAN ON AT LEAST ONE LOCALE',
                  'LOWER OR EQUALS THAN ON AT LEAST ONE LOCALE', 'EQUALS ON AT LEAST ONE LOCALE',
                  'NOT EQUALS ON AT LEAST ONE LOCALE', 'AT LEAST COMPLETE', 'AT LEAST INCOMPLETE', 'ALL COMPLETE',
                  'ALL INCOMPLETE']
        when 'time' then
            array['=', '!=', '<', '>', 'BETWEEN', 'NOT BETWEEN', 'EMPTY', 'NOT EMPTY', 'SINCE LAST N DAYS', 'SINCE LAST JOB']
        when 'text' then array['STARTS WITH', 'CONTAINS', 'DOES NOT CONTAIN', '=', '!=', 'EMPTY', 'NOT EMPTY']
        when 'number' then array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY']
        when 'measurement' then array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY']
        when 'price' then
            array['<', '<=', '=', '!=', '>=', '>', 'EMPTY', 'NOT EMPTY', 'EMPTY FOR CURRENCY', 'NOT EMPTY FOR CURRENCY',
                  'EMPTY ON ALL CURRENCIES', 'NOT EMPTY ON AT LEAST ONE CURRENCY']
        when 'boolean' then array['=', '!=', 'EMPTY', 'NOT EMPTY']
        when 'date' then array['=', '!=', '<', '>', 'BETWEEN', 'NOT BETWEEN', 'EMPTY', 'NOT EMPTY']
    end
$$;

ALTER FUNCTION catalog._filter_operators(p_kind text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _filter_operators(p_kind text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._filter_operators(p_kind text) IS 'The operators that a kind of field has.';

--
-- Name: _image_keys(jsonb); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._image_keys(p_image jsonb) RETURNS text[]
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select array(
        select k.key from jsonb_object_keys(p_image) k (key)
         where k.key not in ('values', 'unique', 'associations', 'identifier_key', 'parent_id', 'axis_key')
        union all
        select k.key from jsonb_object_keys(coalesce(p_image -> 'values', '{}')) k (key)
        union all
        select regexp_replace(k.key, '-product$|-product_model$|-group$', '\&s')
          from jsonb_object_keys(coalesce(p_image -> 'associations', '{}')) k (key))
$_$;

ALTER FUNCTION catalog._image_keys(p_image jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _image_keys(p_image jsonb); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._image_keys(p_image jsonb) IS 'The fields of a before-image, as files call them';

--
-- Name: _is_day(text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._is_day(p_text text) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select case when p_text ~ '^[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}$' collate "C" and left(p_text, 4) <> '0000' then
               right(p_text, 2)::int between 1 and extract(day from
                   make_date(left(p_text, 4)::int, substr(p_text, 6, 2)::int, 1) + interval '1 month' - interval '1 day')
           else false end
$_$;

ALTER FUNCTION catalog._is_day(p_text text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _is_day(p_text text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._is_day(p_text text) IS 'Whether a text is a day: yyyy-mm-dd, in the years 1 to 9999.';

--
-- Name: _link_sets(text[], bigint[], text[], text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) RETURNS jsonb[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return array(
        select l.links
          from unnest(p_kind, p_id, p_type, p_target_kind) with ordinality u (kind, id, type, target_kind, place)
         cross join lateral (
               select coalesce(jsonb_agg(jsonb_build_array(coalesce(to_jsonb(a.target_id), to_jsonb(a.target_group)), a.quantity)
                                         order by a.target_id, a.target_group), '[]') as links
                 from catalog.association a
                where a.owner_kind = u.kind and a.owner_id = u.id and a.type = u.type and a.target_kind = u.target_kind) l
         order by u.place);
end
$$;

ALTER FUNCTION catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION _link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) IS 'The links of items, for each type and kind of target asked for';

--
-- Name: _links(text, bigint); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._links(p_kind text, p_id bigint) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
begin
    return (
        select jsonb_object_agg(s.name, s.links)
          from (select a.type || '-' || a.target_kind as name,
                       jsonb_agg(jsonb_build_array(coalesce(to_jsonb(a.target_id), to_jsonb(a.target_group)), a.quantity)
                                 order by a.target_id, a.target_group) as links
                  from catalog.association a
                 where a.owner_kind = p_kind and a.owner_id = p_id
                 group by a.type, a.target_kind) s);
end
$$;

ALTER FUNCTION catalog._links(p_kind text, p_id bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _links(p_kind text, p_id bigint); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._links(p_kind text, p_id bigint) IS 'The links that start at an item, as before-images hold them';

--
-- Name: _list_faults(jsonb, text, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    c_uuid   constant text := '[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$';
    v_value  constant jsonb := p_condition -> 'value';
    v_field  constant text := p_condition ->> 'field';
    v_type   text;
    v_list   text;
begin
    if jsonb_typeof(v_value) is distinct from 'array'
       or exists (select from jsonb_array_elements(v_value) e (value) where jsonb_typeof(e.value) <> 'string')
    then
        return array['value must be a list of '
                     || case when p_kind in ('identifier', 'items', 'ancestors') then 'texts' else 'codes' end];
    end if;
    select a.type, lower(a.reference_data_name collate "C") into v_type, v_list from catalog.attribute a where a.code = p_attribute;
    -- One statement: a list grown entry by entry is copied with each, and takes minutes at 100,000 entries.
    return array(
        select f.sentence
          from jsonb_array_elements_text(v_value) with ordinality e (value, place)
         cross join lateral (select case
            when p_kind = 'identifier' then null
            when v_field = 'uuid' then
                case when e.value !~ ('^' || c_uuid) collate "C" then catalog._quoted(e.value) || ' is no uuid' end
            when p_kind in ('items', 'ancestors') then
                case when e.value !~ ('^product_' || c_uuid) collate "C" and e.value !~ '^product_model_.' collate "C"
                     then catalog._quoted(e.value) || ' is neither product_<uuid> nor product_model_<code>' end
            when v_field = 'family' then
                case when not exists (select from catalog.family f where f.code_key = lower(e.value collate "C"))
                     then 'unknown family ' || catalog._quoted(e.value) end
            when v_field = 'family_variant' then
                case when not exists (select from catalog.family_variant f where f.code_key = lower(e.value collate "C"))
                     then 'unknown family variant ' || catalog._quoted(e.value) end
            when v_field = 'groups' then
                case when not exists (select from catalog."group" g where g.code_key = lower(e.value collate "C"))
                     then 'unknown group ' || catalog._quoted(e.value) end
            when v_field = 'parent' then
                case when not exists (select from catalog.product_model m where m.code_key = lower(e.value collate "C"))
                     then 'unknown product model ' || catalog._quoted(e.value) end
            when v_field = 'categories' then
                case when not exists (select from catalog.category c where c.code_key = lower(e.value collate "C"))
                     then 'unknown category ' || catalog._quoted(e.value) end
            when v_type in ('pim_reference_data_simpleselect', 'pim_reference_data_multiselect') then
                case when not exists (select from catalog.reference_data r
                                       where r.list_key = v_list and r.code_key = lower(e.value collate "C"))
                     then 'unknown entry ' || catalog._quoted(e.value) end
            when not exists (select from catalog.attribute_option o where o.attribute = p_attribute and o.code_key = lower(e.value collate "C")) then
                'unknown option ' || catalog._quoted(e.value)
            end as sentence) f
         where f.sentence is not null
         order by e.place);
end
$_$;

ALTER FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _list_faults(p_condition jsonb, p_kind text, p_attribute text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) IS 'What is wrong with a list in a condition.';

--
-- Name: _locale_faults(jsonb, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_locale  text;
    v_channel catalog.channel;
begin
    if jsonb_typeof(p_locale) <> 'string' then
        return array['locale must be a text'];
    end if;
    select l.code into v_locale from catalog.locale l where l.code_key = lower((p_locale #>> '{}') collate "C");
    if not found then
        return array['unknown locale ' || catalog._quoted(p_locale #>> '{}')];
    end if;
    if not exists (select from catalog.channel c where v_locale = any (c.locales)) then
        return array[format('locale %s is not used by any channel', catalog._quoted(v_locale))];
    end if;
    select c.* into v_channel from catalog.channel c where c.code_key = lower(p_channel collate "C");
    if found and v_locale <> all (v_channel.locales) then
        return array[format('channel %s has no locale %s', catalog._quoted(v_channel.code), catalog._quoted(v_locale))];
    end if;
    return '{}';
end
$$;

ALTER FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _locale_faults(p_locale jsonb, p_channel text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) IS 'What is wrong with the locale of a condition.';

--
-- Name: _measurement_units(); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._measurement_units() RETURNS jsonb
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select '{
        "area": ["square_meter", "square_millimeter", "square_centimeter", "square_decimeter", "centiare",
          "square_dekameter", "are", "square_hectometer", "hectare", "square_kilometer", "square_mil", "square_inch",
          "square_foot", "square_yard", "arpent", "acre", "square_furlong", "square_mile"],
        "length": ["meter", "micrometer", "nautical_mile", "millimeter", "centimeter", "decimeter", "dekameter",
          "hectometer", "kilometer", "mil", "inch", "feet", "yard", "chain", "furlong", "mile"],
        "weight": ["kilogram", "microgram", "milligram", "gram", "ton", "grain", "denier", "once", "marc", "livre", "ounce",
          "pound"],
        "volume": ["cubic_meter", "microliter", "hectoliter", "cubic_millimeter", "cubic_centimeter", "milliliter",
          "centiliter", "deciliter", "cubic_decimeter", "liter", "ounce", "pint", "barrel", "gallon", "cubic_foot",
          "cubic_inch", "cubic_yard"],
        "binary": ["byte", "char", "kilobit", "megabit", "gigabit", "bit", "kilobyte", "megabyte", "gigabyte", "terabyte"],
        "duration": ["second", "millisecond", "minute", "hour", "day", "week", "month", "year"],
        "speed": ["meter_per_second", "meter_per_minute", "meter_per_hour", "kilometer_per_hour", "foot_per_second",
          "foot_per_hour", "yard_per_hour", "mile_per_hour"],
        "temperature": ["kelvin", "celsius", "fahrenheit", "rankine", "reaumur"],
        "pressure": ["bar", "centibar", "decibar", "kilobar", "megabar", "kilopascal", "megapascal", "gigapascal", "pascal",
          "hectopascal", "millibar", "atm", "psi", "torr", "mmhg"],
        "frequency": ["hertz", "kilohertz", "megahertz", "gigahertz", "terahertz"],
        "power": ["watt", "kilowatt", "megawatt", "gigawatt", "terawatt"],
        "voltage": ["volt", "millivolt", "centivolt", "decivolt", "dekavolt", "hectovolt", "kilovolt"],
        "intensity": ["ampere", "milliampere", "centiampere", "deciampere", "dekampere", "hectoampere", "kiloampere"],
        "resistance": ["ohm", "milliohm", "centiohm", "deciohm", "dekaohm", "hectohm", "kilohm", "megohm"],
        "electriccharge": ["amperehour", "milliamperehour", "millicoulomb", "centicoulomb", "decicoulomb", "coulomb",
          "dekacoulomb", "hectocoulomb", "kilocoulomb"],
        "energy": ["joule", "calorie", "kilocalorie", "kilojoule"],
        "force": ["newton", "millinewton", "kilonewton", "meganewton"],
        "capacitance": ["farad", "attofarad", "picofarad", "nanofarad", "microfarad", "millifarad", "kilofarad"],
        "angle": ["radian", "milliradian", "microradian", "degree", "minute", "second", "gon", "mil", "revolution"],
        "volumeflow": ["cubic_meter_per_second", "cubic_meter_per_minute", "cubic_meter_per_hour", "cubic_meter_per_day",
          "milliliter_per_second", "milliliter_per_minute", "milliliter_per_hour", "milliliter_per_day",
          "cubic_centimeter_per_second", "cubic_centimeter_per_minute", "cubic_centimeter_per_hour",
          "cubic_centimeter_per_day", "liter_per_second", "liter_per_minute", "liter_per_hour", "liter_per_day",
          "cubic_decimeter_per_minute", "cubic_decimeter_per_hour", "kiloliter_per_hour"],
        "decibel": ["decibel"],
        "casebox": ["piece", "dozen"],
        "brightness": ["lumen", "nit"]
    }'::jsonb
$$;

ALTER FUNCTION catalog._measurement_units() OWNER TO chantier_owner;

--
-- Name: FUNCTION _measurement_units(); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._measurement_units() IS 'Folded family to its folded units: what a condition on a measurement may name.';

--
-- Name: _merged_image(jsonb[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._merged_image(p_images jsonb[]) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_image jsonb := '{}';
    v_part text;
begin
    for v_place in reverse cardinality(p_images) .. 1 loop
        foreach v_part in array array['values', 'unique', 'associations'] loop
            if v_image ? v_part and p_images[v_place] ? v_part then
                p_images[v_place] := p_images[v_place] || jsonb_build_object(v_part, (v_image -> v_part) || (p_images[v_place] -> v_part));
            end if;
        end loop;
        v_image := v_image || p_images[v_place];
    end loop;
    return v_image;
end
$$;

ALTER FUNCTION catalog._merged_image(p_images jsonb[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION _merged_image(p_images jsonb[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._merged_image(p_images jsonb[]) IS 'What an item was before the first of several changes';

--
-- Name: _move_values_below(bigint, text, boolean, text[], boolean); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    v_at timestamptz := job.now();
    v_below text := case when p_to_products then 'product' else 'product_model' end;
    v_count bigint;
begin
    perform from catalog.product_model m
      where m.family_variant = p_variant and (m.parent_id is null) = p_roots
      order by m.id
        for no key update;
    execute format(
        'select from catalog.%I c
          where c.parent_id in (
                select m.id from catalog.product_model m
                 where m.family_variant = $1 and (m.parent_id is null) = $2)
          order by c.id
            for no key update', v_below)
      using p_variant, p_roots;
    execute format(
        'with source as materialized (
             select m.id, jsonb_object_agg(e.key, e.value) as moved, array_agg(e.key) as keys
               from catalog.product_model m cross join lateral jsonb_each(m.values) e
              where m.family_variant = $2 and (m.parent_id is null) = $3 and split_part(e.key, ''-'', 1) = any ($4)
              group by m.id
         ), below as materialized (
             select c.id, s.moved, jsonb_object_agg(k.key, null) as before
               from source s
               join catalog.%1$I c on c.parent_id = s.id
              cross join lateral unnest(s.keys) as k (key)
              where not c.values ? k.key
              group by c.id, s.moved
         ), given as (
             update catalog.%1$I c set values = b.moved || c.values, updated_at = $5   -- variants have no record_mark
               from below b where c.id = b.id
         ), taken as (
             update catalog.product_model m set values = m.values - s.keys, updated_at = $5
               from source s where m.id = s.id
         ), kept as (
             insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
             select x.id, x.owner, x.month, o.item_kind, o.item_id, jsonb_build_object(''values'', o.before), $5
               from job.execution x
              cross join (select ''product_model'' as item_kind, s.id as item_id, s.moved as before from source s
                          union all select %1$L, b.id, b.before from below b) o
              where x.id = $1
         )
         select (select count(*) from source) + (select count(*) from below)', v_below)
       into v_count
      using p_execution, p_variant, p_roots, p_attributes, v_at;
    return v_count;
end
$_$;

ALTER FUNCTION catalog._move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) OWNER TO chantier_owner;

--
-- Name: FUNCTION _move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) IS 'Moves values from the models of one level to what is directly below them.';

--
-- Name: _number_faults(jsonb, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._number_faults(p_value jsonb, p_noun text) RETURNS text[]
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
    select case when jsonb_typeof(p_value) in ('number', 'string') and p_value #>> '{}' ~ '^[-+]?[0-9]+([.][0-9]+)?$' collate "C"
                then '{}' else array[p_noun || ' must be a number'] end
$_$;

ALTER FUNCTION catalog._number_faults(p_value jsonb, p_noun text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _number_faults(p_value jsonb, p_noun text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._number_faults(p_value jsonb, p_noun text) IS 'What keeps a value from being a number.';

--
-- Name: _place_faults(jsonb, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_faults    text[] := '{}';
    v_attribute catalog.attribute;
    v_channel   text;
    v_found     text[];
begin
    select a.* into v_attribute from catalog.attribute a where a.code = p_attribute;
    if not found then
        return v_faults;
    end if;
    if p_condition -> 'scope' is null then
        if v_attribute.scopable then
            v_faults := v_faults || 'scope is missing: the attribute has a value for each channel'::text;
        end if;
    elsif not v_attribute.scopable then
        v_faults := v_faults || 'scope must not be given: the attribute has one value for all channels'::text;
    else
        v_faults := v_faults || catalog._scope_faults(p_condition -> 'scope');
        v_channel := p_condition ->> 'scope';
    end if;
    if p_condition -> 'locale' is null then
        if v_attribute.localizable then
            v_faults := v_faults || 'locale is missing: the attribute has a value for each locale'::text;
        end if;
    elsif not v_attribute.localizable then
        v_faults := v_faults || 'locale must not be given: the attribute has one value for all locales'::text;
    else
        v_found := catalog._locale_faults(p_condition -> 'locale', v_channel);
        if v_found = '{}' and cardinality(v_attribute.available_locales) > 0
           and lower((p_condition ->> 'locale') collate "C") <> all (
               array(select lower(l.code collate "C") from unnest(v_attribute.available_locales) l (code)))
        then
            v_found := array['the attribute has no values in locale ' || (
                select catalog._quoted(l.code) from catalog.locale l where l.code_key = lower((p_condition ->> 'locale') collate "C"))];
        end if;
        v_faults := v_faults || v_found;
    end if;
    return v_faults;
end
$$;

ALTER FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _place_faults(p_condition jsonb, p_attribute text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) IS 'What is wrong with the scope and locale of a condition on an attribute.';

--
-- Name: _quoted(text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._quoted(p_text text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select '"' || case when length(p_text) > 60 then left(p_text, 59) || '…' else p_text end || '"'
$$;

ALTER FUNCTION catalog._quoted(p_text text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _quoted(p_text text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._quoted(p_text text) IS 'A text in quotation marks, cut where it is long.';

--
-- Name: _scope_faults(jsonb); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._scope_faults(p_scope jsonb) RETURNS text[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select case when jsonb_typeof(p_scope) <> 'string' then array['scope must be a text']
                when exists (select from catalog.channel c where c.code_key = lower((p_scope #>> '{}') collate "C")) then '{}'
                else array['unknown channel ' || catalog._quoted(p_scope #>> '{}')] end
$$;

ALTER FUNCTION catalog._scope_faults(p_scope jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _scope_faults(p_scope jsonb); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._scope_faults(p_scope jsonb) IS 'What is wrong with the scope of a condition.';

--
-- Name: _value_faults(jsonb, text, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    c_distance constant text := '^[-+][0-9]{1,5} (day|week|month|year)s?$';
    c_far      constant text := '^[-+][0-9]{1,5} (minute|hour|day|week|month|year)s?$';
    c_time     constant text := '^.{10} ([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]$';
    v_operator constant text := p_condition ->> 'operator';
    v_value    constant jsonb := p_condition -> 'value';
    v_text     constant text := p_condition ->> 'value';
    v_type     constant text := coalesce(jsonb_typeof(p_condition -> 'value'), 'null');
    v_is_pair  constant boolean := v_operator in ('BETWEEN', 'NOT BETWEEN');
    v_faults   text[] := '{}';
begin
    if v_operator in ('EMPTY', 'NOT EMPTY') and p_kind <> 'price'
       or v_operator in ('UNCLASSIFIED', 'EMPTY ON ALL CURRENCIES', 'NOT EMPTY ON AT LEAST ONE CURRENCY')
       or v_operator in ('AT LEAST COMPLETE', 'AT LEAST INCOMPLETE', 'ALL COMPLETE', 'ALL INCOMPLETE')
    then
        return v_faults;
    end if;
    if p_kind in ('codes', 'select', 'parent', 'categories', 'items', 'ancestors') or v_operator in ('IN', 'NOT IN') then
        return catalog._list_faults(p_condition, p_kind, p_attribute);
    end if;
    case
        when p_kind in ('identifier', 'text') then
            if v_type <> 'string' then
                v_faults := array['value must be a text'];
            elsif v_text = '' then
                v_faults := array['value must not be empty; EMPTY asks for what has no value'];
            end if;
        when p_kind in ('enabled', 'boolean') then
            if v_type <> 'boolean' then
                v_faults := array['value must be true or false'];
            end if;
        when p_kind = 'entityType' then
            if v_type <> 'string' or v_text not in (
                'product', 'product_model', 'Akeneo\Pim\Enrichment\Component\Product\Model\ProductInterface',
                'Akeneo\Pim\Enrichment\Component\Product\Model\ProductModelInterface')
            then
                v_faults := array['value must be product or product_model'];
            end if;
        when p_kind in ('completeness', 'number') then
            v_faults := catalog._number_faults(v_value, 'value');
        when p_kind in ('measurement', 'price') then
            v_faults := catalog._amount_faults(v_operator, v_value, p_kind, p_attribute);
        when v_operator = 'SINCE LAST N DAYS' then
            if v_type not in ('number', 'string') or v_text !~ '^[0-9]{1,5}$' collate "C" then
                v_faults := array['value must be a whole number of days'];
            end if;
        when v_operator = 'SINCE LAST JOB' then
            if v_type <> 'string' or v_text = '' then
                v_faults := array['value must be the code of a profile'];
            elsif not exists (select from job.profile p where lower(p.code collate "C") = lower(v_text collate "C")) then
                v_faults := array['unknown profile ' || catalog._quoted(v_text)];
            end if;
        when p_kind = 'date' and v_is_pair then
            if v_type <> 'array' or jsonb_array_length(v_value) <> 2
               or exists (select from jsonb_array_elements(v_value) e (value)
                           where jsonb_typeof(e.value) <> 'string'
                              or e.value #>> '{}' <> 'now' and not catalog._is_day(e.value #>> '{}'))
            then
                v_faults := array['value must be a list of two days, each yyyy-mm-dd or now'];
            end if;
        when p_kind = 'date' then
            if v_type <> 'string'
               or v_text <> 'now' and v_text !~ c_distance collate "C" and not catalog._is_day(v_text)
            then
                v_faults := array['value must be a day (yyyy-mm-dd), now or a distance such as "-3 days"'];
            end if;
        when v_is_pair then
            if v_type <> 'array' or jsonb_array_length(v_value) <> 2
               or exists (select from jsonb_array_elements(v_value) e (value)
                           where jsonb_typeof(e.value) <> 'string'
                              or e.value #>> '{}' <> 'now'
                                 and not (catalog._is_day(left(e.value #>> '{}', 10)) and e.value #>> '{}' ~ c_time collate "C"))
            then
                v_faults := array['value must be a list of two times, each yyyy-mm-dd HH:MM:SS or now'];
            end if;
        else
            if v_type <> 'string'
               or v_text <> 'now' and v_text !~ c_far collate "C"
                  and not (catalog._is_day(left(v_text, 10)) and v_text ~ c_time collate "C")
            then
                v_faults := array['value must be a time (yyyy-mm-dd HH:MM:SS), now or a distance such as "-3 hours"'];
            end if;
    end case;
    return v_faults;
end
$_$;

ALTER FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _value_faults(p_condition jsonb, p_kind text, p_attribute text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) IS 'What is wrong with the value of a condition.';

--
-- Name: add_history(bigint, text, date, text, text, bigint[], jsonb[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    if p_created is not null then
        insert into catalog.history (execution_id, owner, month, item_kind, created, at)
        values (p_execution, p_owner, p_month, p_item_kind, p_created::int8multirange, p_at);
    end if;
    insert into catalog.history (execution_id, owner, month, item_kind, item_id, before, at)
    select p_execution, p_owner, p_month, p_item_kind, u.item, u.before, p_at
      from unnest(p_item, p_before) u (item, before);
end
$$;

ALTER FUNCTION catalog.add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone) IS 'Keeps what one chunk changed: the ids it created, as one multirange, and the before-image of each item it changed.';

--
-- Name: block_removed_attribute(); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.block_removed_attribute() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into catalog.removed_attribute (code, code_key)
  select g.code, g.code_key from gone g
      on conflict (code_key) do nothing;
  return null;
end
$$;

ALTER FUNCTION catalog.block_removed_attribute() OWNER TO chantier_owner;

--
-- Name: FUNCTION block_removed_attribute(); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.block_removed_attribute() IS 'Trigger: the code of a removed attribute is blocked until its values are cleaned.';

--
-- Name: clean_values(text, text[], bigint, integer, bigint, text, date, timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) RETURNS TABLE(last_id bigint, seen bigint, cleaned bigint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
    v_table text := case p_kind when 'product' then 'product' when 'product_model' then 'product_model' end;
    v_ids bigint[];
    v_gone jsonb[];
begin
    execute format(
        'select max(x.id), count(*) from (select t.id from catalog.%I t where t.id >= $1 order by t.id limit $2) x', v_table)
       into last_id, seen
      using p_from, p_limit;
    cleaned := 0;
    if seen > 0 then
        -- A key begins with its attribute's code, and codes hold no hyphen.
        execute format($q$
            select array_agg(x.id order by x.id), array_agg(x.gone order by x.id)
              from (select t.id,
                           (select jsonb_object_agg(e.key, e.value) from jsonb_each(t.values) e
                             where split_part(e.key, '-', 1) = any ($1)) as gone
                      from catalog.%I t
                     where t.id between $2 and $3
                       and exists (select from jsonb_object_keys(t.values) k where split_part(k, '-', 1) = any ($1))
                     order by t.id
                       for no key update) x
             where x.gone is not null
            $q$, v_table)
           into v_ids, v_gone
          using p_codes, p_from, last_id;
        cleaned := coalesce(cardinality(v_ids), 0);
    end if;
    if cleaned > 0 then
        execute format($q$
            update catalog.%I t
               set values = t.values - array(select jsonb_object_keys(u.gone)), updated_at = $3%s
              from unnest($1, $2) as u (id, gone)
             where t.id = u.id
            $q$, v_table, case v_table when 'product' then ', record_mark = null' else '' end)
          using v_ids, v_gone, p_at;
        perform catalog.add_history(
            p_execution, p_owner, p_month, p_kind, null, v_ids,
            array(
                select jsonb_strip_nulls(jsonb_build_object('values', g.gone, 'unique', (
                           select jsonb_object_agg(v.attribute, v.value_key) from catalog.unique_value v
                            where v_table = 'product' and v.product_id = g.id and v.attribute = any (p_codes))))
                  from unnest(v_ids, v_gone) with ordinality as g (id, gone, place) order by g.place),
            p_at);
        if v_table = 'product' then
            delete from catalog.unique_value v where v.attribute = any (p_codes) and v.product_id = any (v_ids);
        end if;
    end if;
    return next;
end
$_$;

ALTER FUNCTION catalog.clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) IS 'Takes the values of removed attributes out of the next items and keeps them as before-images.';

--
-- Name: completeness(text, text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.completeness(p_channel text, p_locale text) RETURNS TABLE(product_id bigint, identifier text, family text, required integer, filled integer, percent integer)
    LANGUAGE sql STABLE ROWS 100000 PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
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

ALTER FUNCTION catalog.completeness(p_channel text, p_locale text) OWNER TO chantier_owner;

--
-- Name: FUNCTION completeness(p_channel text, p_locale text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.completeness(p_channel text, p_locale text) IS 'How complete each product with a family is for a channel and locale: required attributes, those filled (inherited values count), percent rounded down. Computed from the stored values, never stored. No rows for a channel that lacks the locale.';

--
-- Name: delete_attribute_groups(text[], text); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.delete_attribute_groups(p_codes text[], p_replacement text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_replacement text;
    v_codes text[];
    v_refused jsonb;
    v_moved bigint;
begin
    if lower(p_replacement) = 'other' then
        insert into catalog.attribute_group (code, code_key, sort_order, given_order)
        select 'other', 'other', coalesce(max(g.sort_order) + 1, 0), coalesce(least(max(g.given_order), 2147483646) + 1, 0)
          from catalog.attribute_group g
        on conflict (code_key) do nothing;
    end if;
    select g.code into v_replacement from catalog.attribute_group g where g.code = p_replacement or g.code_key = lower(p_replacement);
    if not found then
        return null;
    end if;
    select coalesce(array_agg(c.code) filter (where c.reason is null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('code', coalesce(c.code, c.given), 'reason', c.reason, 'holder', c.holder))
                    filter (where c.reason is not null), '[]')
      into v_codes, v_refused
      from (select distinct on (coalesce(g.code, x.given)) x.given, g.code,
                   case when g.code is null then 'unknown_attribute_group'
                        when g.code_key = 'other' or g.code = v_replacement then 'in_use' end as reason,
                   v_replacement as holder
              from unnest(p_codes) x (given)
              left join catalog.attribute_group g on g.code = x.given or g.code_key = lower(x.given)
             order by coalesce(g.code, x.given)) c;
    update catalog.attribute a set "group" = v_replacement where a."group" = any (v_codes);
    get diagnostics v_moved = row_count;
    delete from catalog.attribute_group g where g.code = any (v_codes);
    return jsonb_build_object('deleted', to_jsonb(v_codes), 'moved', v_moved, 'refused', v_refused);
end
$$;

ALTER FUNCTION catalog.delete_attribute_groups(p_codes text[], p_replacement text) OWNER TO chantier_owner;

--
-- Name: FUNCTION delete_attribute_groups(p_codes text[], p_replacement text); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.delete_attribute_groups(p_codes text[], p_replacement text) IS 'Moves the attributes of some groups into another one and deletes the groups';

--
-- Name: delete_attributes(text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.delete_attributes(p_codes text[]) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_codes text[];
    v_refused jsonb;
begin
    select coalesce(array_agg(c.code) filter (where c.reason is null), '{}'),
           coalesce(jsonb_agg(jsonb_build_object('code', coalesce(c.code, c.given), 'reason', c.reason, 'holder', c.holder))
                    filter (where c.reason is not null), '[]')
      into v_codes, v_refused
      from (select distinct on (coalesce(a.code, g.given)) g.given, a.code,
                   case when a.code is null then 'unknown_attribute' when h.name is not null then 'in_use' end as reason, h.name as holder
              from unnest(p_codes) g (given)
              left join catalog.attribute a on a.code = g.given or a.code_key = lower(g.given)
              left join lateral (
                    select x.name
                      from (select a.code as name where a.type = 'pim_catalog_identifier'
                            union all
                            select f.code from catalog.family f where a.code in (f.attribute_as_label, f.attribute_as_image)
                            union all
                            select v.code from catalog.family_variant v where a.code = any (v.variant_axes_1 || v.variant_axes_2)) x
                     limit 1) h on true
             order by coalesce(a.code, g.given)) c;
    if v_codes <> '{}' then
        delete from catalog.attribute_option o where o.attribute = any (v_codes);
        update catalog.family f
           set attributes = array(select u.code from unnest(f.attributes) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place),
               requirements = (
                   select coalesce(jsonb_object_agg(e.key, (
                              select coalesce(jsonb_agg(r.value order by r.place), '[]')
                                from jsonb_array_elements(e.value) with ordinality r (value, place)
                               where r.value #>> '{}' <> all (v_codes))), '{}')
                     from jsonb_each(f.requirements) e)
         where f.attributes && v_codes;
        update catalog.family_variant v
           set variant_attributes_1 = array(
                   select u.code from unnest(v.variant_attributes_1) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place),
               variant_attributes_2 = array(
                   select u.code from unnest(v.variant_attributes_2) with ordinality u (code, place) where u.code <> all (v_codes) order by u.place)
         where (v.variant_attributes_1 || v.variant_attributes_2) && v_codes;
        update catalog.channel c set conversion_units = c.conversion_units - v_codes where c.conversion_units ?| v_codes;
        delete from catalog.attribute a where a.code = any (v_codes);
    end if;
    return jsonb_build_object('deleted', to_jsonb(v_codes), 'refused', v_refused);
end
$$;

ALTER FUNCTION catalog.delete_attributes(p_codes text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION delete_attributes(p_codes text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.delete_attributes(p_codes text[]) IS 'Deletes attributes that nothing needs';

--
-- Name: delete_items(bigint, text, date, text, bigint[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
    v_links catalog.association[];
    v_ids bigint[];
    v_images jsonb[];
begin
    v_links := array(
        select a from catalog.association a
         where a.target_id = any (p_ids) and a.target_kind = p_kind and not (a.owner_kind = p_kind and a.owner_id = any (p_ids)));
    if cardinality(v_links) > 0 then
        perform catalog.replace_associations(
            array(select (l).owner_kind from unnest(v_links) l), array(select (l).owner_id from unnest(v_links) l),
            array(select (l).type from unnest(v_links) l), array(select (l).target_kind from unnest(v_links) l),
            array(select (l).target_id from unnest(v_links) l), array(select (l).target_group from unnest(v_links) l),
            '{}', '{}', '{}', '{}', '{}', '{}', '{}', p_execution, p_owner, p_month, p_at);
    end if;
    if p_kind = 'product' then
        select array_agg(i.id order by i.id), array_agg(i.image order by i.id)
          into v_ids, v_images
          from (select p.id,
                       jsonb_build_object('item', to_jsonb(p) - 'id' - 'record_mark')
                       || case when l.links is null then '{}' else jsonb_build_object('associations', l.links) end
                       || case when v.keys is null then '{}' else jsonb_build_object('unique', v.keys) end as image
                  from catalog.product p
                 cross join lateral (select catalog._links('product', p.id) as links) l
                 cross join lateral (
                       select jsonb_object_agg(v.attribute, v.value_key) as keys from catalog.unique_value v where v.product_id = p.id) v
                 where p.id = any (p_ids)) i;
    else
        select array_agg(i.id order by i.id), array_agg(i.image order by i.id)
          into v_ids, v_images
          from (select m.id,
                       jsonb_build_object('item', to_jsonb(m) - 'id')
                       || case when l.links is null then '{}' else jsonb_build_object('associations', l.links) end as image
                  from catalog.product_model m
                 cross join lateral (select catalog._links('product_model', m.id) as links) l
                 where m.id = any (p_ids)) i;
    end if;
    if v_ids is null then
        return 0;
    end if;
    perform catalog.add_history(p_execution, p_owner, p_month, p_kind, null, v_ids, v_images, p_at);
    delete from catalog.association a where a.owner_kind = p_kind and a.owner_id = any (v_ids);
    if p_kind = 'product' then
        delete from catalog.unique_value v where v.product_id = any (v_ids);
        delete from catalog.product p where p.id = any (v_ids);
    else
        delete from catalog.product_model m where m.id = any (v_ids);
    end if;
    return cardinality(v_ids);
end
$$;

ALTER FUNCTION catalog.delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) IS 'Deletes products or product models and keeps what they were';

--
-- Name: delete_selection(bigint, text, date, text, bigint[], integer, timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
    v_there bigint[] := catalog.lock_items(p_kind, p_ids, true);
    v_others bigint := 0;
    v_gone bigint := cardinality(p_ids) - cardinality(v_there);
    v_used bigint[] := '{}';
    v_notes jsonb := '[]';
    v_deleted bigint;
begin
    if p_kind = 'product_model' then
        -- What has gone already is told once, with the sub-models.
        if p_level = 0 then
            v_gone := 0;
        end if;
        select coalesce(array_agg(m.id order by m.id) filter (where (m.parent_id is not null) = (p_level = 1)), '{}'),
               count(*) filter (where (m.parent_id is not null) <> (p_level = 1))
          into v_there, v_others
          from catalog.product_model m
         where m.id = any (v_there);
        select coalesce(array_agg(u.id), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'name', m.code, 'reason', 'in_use', 'holder', b.name) order by u.id), '[]')
          into v_used, v_notes
          from unnest(v_there) u (id)
          join catalog.product_model m on m.id = u.id
         cross join lateral (
               select b.name
                 from (select coalesce(p.identifier, p.uuid::text) as name from catalog.product p where p.parent_id = u.id
                       union all
                       select c.code from catalog.product_model c where c.parent_id = u.id) b
                limit 1) b;
        if v_used <> '{}' then
            v_there := array(select u.id from unnest(v_there) u (id) where u.id <> all (v_used));
        end if;
    end if;
    if v_gone > 0 then
        select v_notes || coalesce(jsonb_agg(jsonb_build_object('name', u.id::text, 'reason', 'vanished', 'note', true) order by u.id), '[]')
          into v_notes
          from unnest(p_ids) u (id)
         where u.id <> all (v_there || v_used)
           and not exists (select from catalog.product p where p_kind = 'product' and p.id = u.id)
           and not exists (select from catalog.product_model m where p_kind = 'product_model' and m.id = u.id);
    end if;
    v_deleted := catalog.delete_items(p_execution, p_owner, p_month, p_kind, v_there, p_at);
    return jsonb_build_object(
        'deleted', v_deleted, 'skipped', v_gone, 'invalid', cardinality(v_used), 'others', v_others, 'warnings', v_notes);
end
$$;

ALTER FUNCTION catalog.delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone) IS 'Deletes the selected items of one chunk';

--
-- Name: filter_faults(jsonb, text, text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text DEFAULT NULL::text, p_locales text[] DEFAULT '{}'::text[]) RETURNS text[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_faults    text[] := '{}';
    v_condition jsonb;
    v_place     bigint;
begin
    if jsonb_typeof(p_filter) is distinct from 'array' then
        return array['the filter must be a list of conditions'];
    end if;
    for v_condition, v_place in select c.value, c.place from jsonb_array_elements(p_filter) with ordinality c (value, place) loop
        v_faults := v_faults || catalog._condition_faults(v_condition, v_place::int, p_scope, p_locales);
    end loop;
    return v_faults;
end
$$;

ALTER FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text, p_locales text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION filter_faults(p_filter jsonb, p_scope text, p_locales text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text, p_locales text[]) IS 'All that is wrong with a filter, a sentence each; empty when nothing is.';

--
-- Name: find_associations(text, bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_associations(p_kind text, p_id bigint[]) RETURNS TABLE(owner_id bigint, type text, target_kind text, target_id bigint, target_group text, quantity integer)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select a.owner_id, a.type, a.target_kind, a.target_id, a.target_group, a.quantity
      from unnest(p_id) u (id)
      join catalog.association a on a.owner_kind = p_kind and a.owner_id = u.id
     order by a.owner_id, a.type, a.target_kind, a.target_id, a.target_group;
end
$$;

ALTER FUNCTION catalog.find_associations(p_kind text, p_id bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_associations(p_kind text, p_id bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_associations(p_kind text, p_id bigint[]) IS 'The links that start at these products (p_kind product) or product models (product_model).';

--
-- Name: find_axis_combinations(text, bigint[], text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]) RETURNS TABLE(place bigint, id bigint, name text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    if p_kind = 'product' then
        return query
        select u.place, p.id, coalesce(p.identifier, p.uuid::text)
          from unnest(p_parent_id, p_axis_key) with ordinality u (parent_id, axis_key, place)
          join catalog.product p on p.parent_id = u.parent_id and p.axis_key = u.axis_key;
    else
        return query
        select u.place, m.id, m.code
          from unnest(p_parent_id, p_axis_key) with ordinality u (parent_id, axis_key, place)
          join catalog.product_model m on m.parent_id = u.parent_id and m.axis_key = u.axis_key;
    end if;
end
$$;

ALTER FUNCTION catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]) IS 'Which variants (p_kind product) or sub-models (product_model) have these values of their axes under these parents; place is the position in the arrays (from 1).';

--
-- Name: find_items(uuid[], text[], text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]) RETURNS TABLE(way text, place bigint, id bigint)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select 'uuid', u.place, p.id
      from unnest(p_uuid) with ordinality u (uuid, place)
      join catalog.product p on p.uuid = u.uuid;
    return query
    select 'identifier', u.place, p.id
      from unnest(p_identifier_key) with ordinality u (identifier_key, place)
      join catalog.product p on p.identifier_key = u.identifier_key;
    return query
    select 'code', u.place, m.id
      from unnest(p_code_key) with ordinality u (code_key, place)
      join catalog.product_model m on m.code_key = u.code_key;
end
$$;

ALTER FUNCTION catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]) IS 'Ids of products by uuid (way uuid) and folded identifier (identifier) and of product models by folded code (code); place is the position in its array (from 1).';

--
-- Name: find_media(bigint, text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_media(p_execution_id bigint, p_path text[]) RETURNS TABLE(place bigint, hash text, size bigint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $_$
declare
  v_hash text[];
begin
  select array_agg(coalesce(a.hash, case when p.path ~ '^[0-9a-f]{64}/[^/]+$' then left(p.path, 64) end) order by p.place) into v_hash
    from unnest(p_path) with ordinality p (path, place)
    left join catalog.archive_file a on a.execution_id = p_execution_id and a.path = normalize(p.path, nfc);
  update catalog.media m set seen_at = job.now()
   where m.hash in (
           select o.hash from catalog.media o
            where o.hash = any (v_hash) and o.seen_at < job.now() - interval '1 day'
            order by o.hash
              for no key update);
  return query
    select h.place, m.hash, m.size
      from unnest(v_hash) with ordinality h (hash, place)
      join catalog.media m on m.hash = h.hash
       for key share of m;
end $_$;

ALTER FUNCTION catalog.find_media(p_execution_id bigint, p_path text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_media(p_execution_id bigint, p_path text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_media(p_execution_id bigint, p_path text[]) IS 'The media that cells of an import name';

--
-- Name: find_product_models(text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_product_models(p_code_key text[]) RETURNS TABLE(place bigint, id bigint, seen bigint, code text, family text, family_variant text, parent text, parent_id bigint, categories text, "values" jsonb, axis_key text, root_values jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select u.place, m.id, m.xmin::text::bigint, m.code, m.family, m.family_variant, m.parent, m.parent_id,
           array_to_string(m.categories, ','), m.values, m.axis_key, r.values
      from unnest(p_code_key) with ordinality u (code_key, place)
      join catalog.product_model m on m.code_key = u.code_key
      left join catalog.product_model r on r.id = m.parent_id;
end
$$;

ALTER FUNCTION catalog.find_product_models(p_code_key text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_product_models(p_code_key text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_product_models(p_code_key text[]) IS 'The product models with these folded codes as they are now, with the values of the root above; place is the position in the array (from 1), seen the row version that catalog.update_product_models compares.';

--
-- Name: find_product_models_by_id(bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_product_models_by_id(p_id bigint[]) RETURNS TABLE(place bigint, id bigint, seen bigint, code text, family text, family_variant text, parent text, parent_id bigint, categories text, "values" jsonb, axis_key text, root_values jsonb)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select u.place, m.id, m.xmin::text::bigint, m.code, m.family, m.family_variant, m.parent, m.parent_id,
           array_to_string(m.categories, ','), m.values, m.axis_key, r.values
      from unnest(p_id) with ordinality u (id, place)
      join catalog.product_model m on m.id = u.id
      left join catalog.product_model r on r.id = m.parent_id;
end
$$;

ALTER FUNCTION catalog.find_product_models_by_id(p_id bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_product_models_by_id(p_id bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_product_models_by_id(p_id bigint[]) IS 'The product models with these ids as they are now, with the values of the root above; place is the position in the array (from 1), seen the row version that catalog.update_product_models compares.';

--
-- Name: find_products(uuid[], text[], uuid[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[] DEFAULT NULL::uuid[]) RETURNS TABLE(by_uuid boolean, place bigint, id bigint, seen bigint, uuid uuid, identifier text, family text, parent text, parent_id bigint, enabled boolean, categories text, groups text, "values" jsonb, axis_key text, is_marked boolean)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    if cardinality(p_uuid) > 0 then
        return query
        select true, u.place, p.id, p.xmin::text::bigint, p.uuid, p.identifier, p.family, p.parent, p.parent_id, p.enabled,
               array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key, false
          from unnest(p_uuid) with ordinality u (uuid, place)
          join catalog.product p on p.uuid = u.uuid;
    end if;
    if cardinality(p_identifier_key) > 0 then
        return query
        select false, u.place, p.id, case when m.is_marked then 0 else p.xmin::text::bigint end, p.uuid,
               case when not m.is_marked then p.identifier end, case when not m.is_marked then p.family end,
               case when not m.is_marked then p.parent end, case when not m.is_marked then p.parent_id end, p.enabled,
               case when not m.is_marked then array_to_string(p.categories, ',') end,
               case when not m.is_marked then array_to_string(p.groups, ',') end, case when not m.is_marked then p.values end,
               case when not m.is_marked then p.axis_key end, m.is_marked
          from unnest(p_identifier_key, p_mark) with ordinality u (identifier_key, mark, place)
          join catalog.product p on p.identifier_key = u.identifier_key
         cross join lateral (select coalesce(p.record_mark = u.mark, false)) m (is_marked);
    end if;
end
$$;

ALTER FUNCTION catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]) IS 'The products with these uuids and these folded identifiers as they are now: place is the position in its array (from 1), seen the row version that catalog.update_products compares. Of a product that has the mark of its identifier''s record (is_marked) only id, uuid and enabled are given.';

--
-- Name: find_products_by_id(bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_products_by_id(p_id bigint[]) RETURNS TABLE(place bigint, id bigint, seen bigint, uuid uuid, identifier text, family text, parent text, parent_id bigint, enabled boolean, categories text, groups text, "values" jsonb, axis_key text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select u.place, p.id, p.xmin::text::bigint, p.uuid, p.identifier, p.family, p.parent, p.parent_id, p.enabled,
           array_to_string(p.categories, ','), array_to_string(p.groups, ','), p.values, p.axis_key
      from unnest(p_id) with ordinality u (id, place)
      join catalog.product p on p.id = u.id;
end
$$;

ALTER FUNCTION catalog.find_products_by_id(p_id bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_products_by_id(p_id bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_products_by_id(p_id bigint[]) IS 'The products with these ids as they are now: place is the position in the array (from 1), seen the row version that catalog.update_products compares.';

--
-- Name: find_unique_values(text[], text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.find_unique_values(p_attribute text[], p_key text[]) RETURNS TABLE(place bigint, product_id bigint, identifier text)
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    return query
    select u.place, v.product_id, coalesce(p.identifier, p.uuid::text)
      from unnest(p_attribute, p_key) with ordinality u (attribute, key, place)
      join catalog.unique_value v on v.attribute = u.attribute and v.value_key = u.key
      join catalog.product p on p.id = v.product_id;
end
$$;

ALTER FUNCTION catalog.find_unique_values(p_attribute text[], p_key text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION find_unique_values(p_attribute text[], p_key text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.find_unique_values(p_attribute text[], p_key text[]) IS 'Which products have these values of unique attributes; place is the position in the arrays (from 1).';

--
-- Name: forget_export(bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.forget_export(p_executions bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    delete from catalog.export_plan e where e.execution_id = any (p_executions);
    delete from catalog.export_page e where e.execution_id = any (p_executions);
    delete from catalog.export_file e where e.execution_id = any (p_executions);
    delete from catalog.export_entry e where e.execution_id = any (p_executions);
    delete from catalog.export_copy e where e.execution_id = any (p_executions);
    delete from catalog.export_copy_link e where e.execution_id = any (p_executions);
end
$$;

ALTER FUNCTION catalog.forget_export(p_executions bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION forget_export(p_executions bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.forget_export(p_executions bigint[]) IS 'Drops what running exports kept for themselves';

--
-- Name: forget_selection(bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.forget_selection(p_executions bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    delete from catalog.selection_page s where s.execution_id = any (p_executions);
end
$$;

ALTER FUNCTION catalog.forget_selection(p_executions bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION forget_selection(p_executions bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.forget_selection(p_executions bigint[]) IS 'Drops what running mass edits have selected';

--
-- Name: forget_undo(bigint[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.forget_undo(p_executions bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
    delete from catalog.undo_page u where u.execution_id = any (p_executions);
    delete from catalog.undo_plan u where u.execution_id = any (p_executions);
end
$$;

ALTER FUNCTION catalog.forget_undo(p_executions bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION forget_undo(p_executions bigint[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.forget_undo(p_executions bigint[]) IS 'Drops what running undos kept for themselves';

--
-- Name: insert_product_models(bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone) RETURNS void
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    -- Sorted by the key that the constraint looks at: two imports of the same new codes then wait for each other and never deadlock.
    insert into catalog.product_model (
        id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key, created_at, updated_at)
    select u.id, u.code, u.code_key, u.family, u.family_variant, u.parent, u.parent_id, string_to_array(u.categories, ','), u.values,
           u.axis_key, p_at, p_at
      from unnest(p_id, p_code, p_code_key, p_family, p_family_variant, p_parent, p_parent_id, p_categories, p_values, p_axis_key)
           u (id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key)
     order by u.code_key
$$;

ALTER FUNCTION catalog.insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone) IS 'Writes the new product models of one chunk; lists of codes are joined by commas.';

--
-- Name: last_starts(bigint, text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.last_starts(p_execution bigint, p_profiles text[]) RETURNS TABLE(profile text, started_at timestamp with time zone)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
    select p.code,
           least(l.started_at,
                 (select min((s.facts ->> 'next_since')::timestamptz) from job.step s where s.execution_id = l.id),
                 (select min(n.created_at) from job.execution n where n.id > l.id and n.created_at < l.created_at))
      from job.execution e
      join job.profile p on lower(p.code collate "C") = any (select lower(g.code collate "C") from unnest(p_profiles) g (code))
     cross join lateral (
         select x.id, x.started_at, x.created_at
           from job.execution x
          where x.profile = p.code and x.status = 'completed' and x.id <> e.id
            and x.ended_at <= coalesce(e.started_at, 'infinity')
          order by x.started_at desc
          limit 1) l
     where e.id = p_execution and l.started_at is not null
$$;

ALTER FUNCTION catalog.last_starts(p_execution bigint, p_profiles text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION last_starts(p_execution bigint, p_profiles text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.last_starts(p_execution bigint, p_profiles text[]) IS 'From when on a change is one since the last completed execution of each profile, of those that had ended when this execution began; a profile without any is left out.';

--
-- Name: lock_items(text, bigint[], boolean); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $$
begin
    case
        when p_kind = 'product' and p_whole then
            return array(select p.id from catalog.product p where p.id = any (p_ids) order by p.id for update);
        when p_kind = 'product' then
            return array(select p.id from catalog.product p where p.id = any (p_ids) order by p.id for no key update);
        when p_whole then
            return array(select m.id from catalog.product_model m where m.id = any (p_ids) order by m.id for update);
        else
            return array(select m.id from catalog.product_model m where m.id = any (p_ids) order by m.id for no key update);
    end case;
end
$$;

ALTER FUNCTION catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) OWNER TO chantier_owner;

--
-- Name: FUNCTION lock_items(p_kind text, p_ids bigint[], p_whole boolean); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) IS 'Holds items for a change until the end of the transaction';

--
-- Name: move_structure_version(); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.move_structure_version() RETURNS trigger
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update catalog.structure_version set version = version + 1;
  return null;
end
$$;

ALTER FUNCTION catalog.move_structure_version() OWNER TO chantier_owner;

--
-- Name: FUNCTION move_structure_version(); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.move_structure_version() IS 'Trigger of every structure table: whoever writes there moves catalog.structure_version in the same transaction.';

--
-- Name: move_values_down(bigint, jsonb); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.move_values_down(p_execution bigint, p_variants jsonb) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_variant record;
    v_count bigint := 0;
begin
    for v_variant in
        select v.code, v.variant_axes_2 <> '{}' as has_two_levels,
               array(select unnest(r.variant_attributes_1 || r.variant_attributes_2)
                     except select unnest(v.variant_attributes_1 || v.variant_attributes_2)) as from_root,
               array(select unnest(r.variant_attributes_2) except select unnest(v.variant_attributes_2)) as to_second
          from jsonb_to_recordset(p_variants)
               as r (code_key text, variant_attributes_1 text[], variant_attributes_2 text[])
          join catalog.family_variant v on v.code_key = r.code_key
         order by v.code
    loop
        if v_variant.from_root <> '{}' then
            v_count := v_count + catalog._move_values_below(
                p_execution, v_variant.code, true, v_variant.from_root, not v_variant.has_two_levels);
        end if;
        if v_variant.has_two_levels and v_variant.to_second <> '{}' then
            v_count := v_count + catalog._move_values_below(
                p_execution, v_variant.code, false, v_variant.to_second, true);
        end if;
    end loop;
    return v_count;
end
$$;

ALTER FUNCTION catalog.move_values_down(p_execution bigint, p_variants jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION move_values_down(p_execution bigint, p_variants jsonb); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.move_values_down(p_execution bigint, p_variants jsonb) IS 'Copies values down where attributes of family variants move to a deeper level.';

--
-- Name: next_since(bigint); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.next_since(p_execution bigint) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET "TimeZone" TO 'UTC'
    AS $$
declare
    v_since timestamptz := job.now();
begin
    select least(v_since, min(coalesce(l.committed_at, l.claimed_at))) into v_since
      from job.lease l
     where l.worker_id is not null and l.execution_id <> p_execution;
    return v_since::text;
end
$$;

ALTER FUNCTION catalog.next_since(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION next_since(p_execution bigint); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.next_since(p_execution bigint) IS 'The moment from which the next execution of the profile must look for changes: none that this one cannot see yet is earlier.';

--
-- Name: plan_undo(bigint, text, date, uuid); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET jit TO 'off'
    AS $$
declare
    v_target job.execution;
    v_count bigint;
begin
    select e.* into v_target from job.execution e where e.public_id = p_target and e.owner = p_owner;
    insert into catalog.undo_plan (execution_id, owner, month, target, target_month, first_place, months)
    select p_execution, p_owner, p_month, v_target.id, v_target.month,
           coalesce((select min(h.place) from "catalog".history h where h.execution_id = v_target.id and h.month = v_target.month), 0),
           array(select distinct e.month from job.execution e
                  where e.id = v_target.id or e.ended_at is null or e.ended_at >= v_target.created_at);
    with own as materialized (
        select h.item_kind, h.item_id, h.created,
               h.before -> 'item' = 'null' as is_made_again,
               h.before #>> '{item,parent_id}' is not null or h.before ? 'parent' as is_below
          from "catalog".history h
         where h.execution_id = v_target.id and h.month = v_target.month
    ), item as (
        select x.item_kind, x.id, bool_or(x.is_new) as is_new, bool_or(x.is_below) as is_below
          from (select o.item_kind, g.id, true as is_new, false as is_below
                  from own o
                 cross join lateral unnest(o.created) r (ids) cross join lateral generate_series(lower(r.ids), upper(r.ids) - 1) g (id)
                 where o.created is not null
                union all
                select o.item_kind, o.item_id, coalesce(o.is_made_again, false), coalesce(o.is_below, false) from own o
                 where o.item_id is not null) x
         group by x.item_kind, x.id
    ), staged as (
        select i.item_kind, i.id,
               case when i.item_kind = 'product' and i.is_new then 4
                    when i.item_kind = 'product' then 3
                    when i.is_new then case when c.parent_id is not null then 6 else 7 end
                    when i.is_below then 2
                    else 1 end as stage
          from item i
          left join "catalog".product_model c on i.item_kind = 'product_model' and c.id = i.id
    ), numbered as (
        select i.*, row_number() over (partition by i.stage order by i.id) as place from staged i
    )
    insert into catalog.undo_page (execution_id, owner, month, stage, first, item_kind, ids)
    select p_execution, p_owner, p_month, n.stage, min(n.place), n.item_kind, array_agg(n.id order by n.id)
      from numbered n
     group by n.stage, n.item_kind, (n.place - 1) / 2000;
    select coalesce(sum(cardinality(p.ids)), 0) into v_count from catalog.undo_page p where p.execution_id = p_execution;
    return v_count;
end
$$;

ALTER FUNCTION catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) OWNER TO chantier_owner;

--
-- Name: FUNCTION plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) IS 'Finds what an execution created, changed and deleted, in pages';

--
-- Name: replace_associations(text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], text[], bigint[], text[], integer[], bigint, text, date, timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
    v_kind text[];
    v_id bigint[];
    v_type text[];
    v_target text[];
    v_links jsonb[];
    v_items bigint[];
    v_befores jsonb[];
    v_owners text;
begin
    select array_agg(s.kind), array_agg(s.id), array_agg(s.type), array_agg(s.target)
      into v_kind, v_id, v_type, v_target
      from (select * from unnest(p_removed_kind, p_removed_id, p_removed_type, p_removed_target_kind) u (kind, id, type, target)
            union
            select * from unnest(p_kind, p_id, p_type, p_target_kind) u (kind, id, type, target)
             order by 1, 2, 3, 4) s;
    if v_kind is null then
        return;
    end if;
    perform from catalog.product p
      where p.id = any (array(select u.id from unnest(v_kind, v_id) u (kind, id) where u.kind = 'product'))
      order by p.id for no key update;
    perform from catalog.product_model m
      where m.id = any (array(select u.id from unnest(v_kind, v_id) u (kind, id) where u.kind = 'product_model'))
      order by m.id for no key update;
    v_links := catalog._link_sets(v_kind, v_id, v_type, v_target);

    delete from catalog.association a
     using unnest(p_removed_kind, p_removed_id, p_removed_type, p_removed_target_kind, p_removed_target_id, p_removed_group)
           u (owner_kind, owner_id, type, target_kind, target_id, target_group)
     where a.owner_kind = u.owner_kind and a.owner_id = u.owner_id and a.type = u.type and a.target_kind = u.target_kind
       and a.target_id is not distinct from u.target_id and a.target_group is not distinct from u.target_group;
    insert into catalog.association (owner_kind, owner_id, type, target_kind, target_id, target_group, quantity)
    select u.*
      from unnest(p_kind, p_id, p_type, p_target_kind, p_target_id, p_group, p_quantity)
           u (owner_kind, owner_id, type, target_kind, target_id, target_group, quantity)
     order by u.owner_kind, u.owner_id, u.type, u.target_kind, u.target_id, u.target_group
    on conflict on constraint association_key do update set quantity = excluded.quantity;

    for v_items, v_befores, v_owners in
        select array_agg(o.id order by o.id), array_agg(o.before order by o.id), o.kind
          from (select u.kind, u.id,
                       jsonb_build_object('associations', jsonb_object_agg(u.type || '-' || u.target, u.before)) as before
                  from unnest(v_kind, v_id, v_type, v_target, v_links, catalog._link_sets(v_kind, v_id, v_type, v_target))
                       u (kind, id, type, target, before, after)
                 where u.before is distinct from u.after
                 group by u.kind, u.id) o
         group by o.kind
         order by o.kind
    loop
        perform catalog.add_history(p_execution, p_owner, p_month, v_owners, null, v_items, v_befores, p_at);
    end loop;
end
$$;

ALTER FUNCTION catalog.replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) IS 'Takes away the links of the first six arrays, then enters those of the others; a link that is there already gets the new quantity. What the owners had before is kept.';

--
-- Name: replace_unique_values(bigint[], text[], text[]); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
begin
    -- All that leave go first: one product may take what another of the same chunk gives up.
    delete from catalog.unique_value v
     using unnest(p_product, p_attribute) u (product_id, attribute)
     where v.product_id = u.product_id and v.attribute = u.attribute;
    -- Sorted: two imports that claim the same values wait for each other in one order.
    insert into catalog.unique_value (attribute, value_key, product_id)
    select u.attribute, u.key, u.product_id
      from unnest(p_product, p_attribute, p_key) u (product_id, attribute, key)
     where u.key is not null
     order by u.attribute, u.key;
end
$$;

ALTER FUNCTION catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) IS 'Takes away what the products have for the attributes and enters the new keys; a null key only takes away.';

--
-- Name: reserve_ids(bigint); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.reserve_ids(p_count bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_first bigint;
begin
    if p_count < 1 then
        raise exception 'a block of % ids cannot be reserved', p_count using errcode = '22023';
    end if;
    -- Both calls move the sequence at once, whatever becomes of the transaction. Two reservations at the same instant must not come
    -- between them, hence the lock; it is held to the end of the caller's transaction, which is the last chunk of a scan.
    perform pg_advisory_xact_lock(1128812117, 1);
    v_first := nextval('catalog.item_id');
    perform setval('catalog.item_id', v_first + p_count - 1);
    return v_first;
end
$$;

ALTER FUNCTION catalog.reserve_ids(p_count bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION reserve_ids(p_count bigint); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.reserve_ids(p_count bigint) IS 'Takes p_count ids for new products or product models and returns the first; nobody else gets one of them.';

--
-- Name: undo_changes(bigint, text, date, text, bigint[], boolean, timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
    v_plan catalog.undo_plan;
    v_id bigint[];
    v_image jsonb[];
    v_others boolean[];
    v_place bigint[];
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
    v_count bigint;
    v_p record;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    perform catalog.lock_items(p_kind, p_ids, false);

    -- What each item was before, and whether others have changed it since.
    select array_agg(u.id order by u.id), array_agg(h.image order by u.id), array_agg(h.others order by u.id), array_agg(h.place order by u.id)
      into v_id, v_image, v_others, v_place
      from unnest(p_ids) u (id)
     cross join lateral (
           select case count(*) filter (where h.execution_id = v_plan.target)
                      when 1 then (array_agg(h.before) filter (where h.execution_id = v_plan.target))[1]
                      else catalog._merged_image(array_agg(h.before order by h.place) filter (where h.execution_id = v_plan.target))
                  end as image,
                  bool_or(h.execution_id <> v_plan.target) as others,
                  min(h.place) filter (where h.execution_id = v_plan.target) as place
             from "catalog".history h
            where h.item_id = u.id and h.month = any (v_plan.months) and h.place >= v_plan.first_place
              and h.execution_id <> p_execution) h
     where h.image is not null;
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
    -- Beside v_id, like the images: looking ids up in a list would take as long as all else.
    v_ok := array_fill(true, array[cardinality(v_id)]);
    if v_skipped <> '{}' then
        v_ok := array(select u.id <> all (v_skipped) from unnest(v_id) with ordinality u (id, place) order by u.place);
    end if;

    -- A value whose attribute is gone has no place any more.
    select array_agg(distinct k.code)
      into v_missing
      from unnest(v_image) i (image)
     cross join lateral (
           select split_part(j.key, '-', 1) from jsonb_object_keys(coalesce(i.image -> 'values', i.image #> '{item,values}', '{}')) j (key)) k (code)
     where not exists (select from catalog.attribute a where a.code = k.code);
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
     where c.key is not null and u.ok;
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
    select array_agg(b.id order by b.id) filter (where b.differs), array_agg(b.before order by b.id) filter (where b.differs),
           array_agg(coalesce(b.differs, false) order by b.id)
      into v_changed, v_before, v_differs
      from (select c.*,
                   -- A field that is as it was already is no change; columns come as they stand in the image.
                   c.ok and not c.image ? 'item'
                   and (c.before ? 'values'
                        or (c.before - '{values,unique}'::text[]) <> (c.image - '{values,unique,associations}'::text[])) as differs
              from (
            select u.id, u.ok, u.image,
                   (select coalesce(jsonb_object_agg(k.key, case k.key
                               when 'identifier' then to_jsonb(p.identifier)
                               when 'identifier_key' then to_jsonb(p.identifier_key)
                               when 'family' then to_jsonb(p.family)
                               when 'parent' then to_jsonb(coalesce(p.parent, m.parent))
                               when 'parent_id' then to_jsonb(coalesce(p.parent_id, m.parent_id)::text)
                               when 'axis_key' then to_jsonb(coalesce(p.axis_key, m.axis_key))
                               when 'enabled' then to_jsonb(p.enabled::int::text)
                               when 'categories' then to_jsonb(nullif(array_to_string(coalesce(p.categories, m.categories), ','), ''))
                               when 'groups' then to_jsonb(nullif(array_to_string(p.groups, ','), '')) end), '{}')
                      from jsonb_object_keys(u.image - '{values,unique,associations}'::text[]) k (key))
                   || (select case when count(*) = 0 then '{}'
                                   else jsonb_build_object('values', jsonb_object_agg(e.key, coalesce(p.values, m.values) -> e.key)) end
                         from jsonb_each(u.image -> 'values') e
                        where coalesce(coalesce(p.values, m.values) -> e.key, 'null') <> e.value)
                   || (select case when count(*) = 0 then '{}' else jsonb_build_object('unique', jsonb_object_agg(e.key, v.value_key)) end
                         from jsonb_each(u.image -> 'unique') e
                         left join catalog.unique_value v on p_kind = 'product' and v.product_id = u.id and v.attribute = e.key) as before
              from unnest(v_id, v_image, v_ok) u (id, image, ok)
              left join catalog.product p on p_kind = 'product' and p.id = u.id and u.ok
              left join catalog.product_model m on p_kind = 'product_model' and m.id = u.id and u.ok
            -- Each image once, not once for each use of it.
            offset 0) c
              offset 0) b;
    if v_changed is not null then
        if p_kind = 'product' then
            select into v_p
                   array_agg(p.id order by p.id) as id, array_agg(p.xmin::text::bigint order by p.id) as seen,
                   array_agg(case when i.image ? 'identifier' then i.image ->> 'identifier' else p.identifier end order by p.id) as identifier,
                   array_agg(case when i.image ? 'identifier_key' then i.image ->> 'identifier_key' else p.identifier_key end order by p.id) as identifier_key,
                   array_agg(case when i.image ? 'family' then i.image ->> 'family' else p.family end order by p.id) as family,
                   array_agg(case when i.image ? 'parent' then i.image ->> 'parent' else p.parent end order by p.id) as parent,
                   array_agg(case when i.image ? 'parent_id' then (i.image ->> 'parent_id')::bigint else p.parent_id end order by p.id) as parent_id,
                   array_agg(case when i.image ? 'enabled' then i.image ->> 'enabled' = '1' else p.enabled end order by p.id) as enabled,
                   array_agg(case when i.image ? 'categories' then coalesce(i.image ->> 'categories', '') else array_to_string(p.categories, ',') end order by p.id) as categories,
                   array_agg(case when i.image ? 'groups' then coalesce(i.image ->> 'groups', '') else array_to_string(p.groups, ',') end order by p.id) as groups,
                   array_agg(s.set order by p.id) as set, array_agg(s.cleared order by p.id) as cleared,
                   array_agg(case when i.image ? 'axis_key' then i.image ->> 'axis_key' else p.axis_key end order by p.id) as axis_key
              from unnest(v_id, v_image, v_differs) i (id, image, differs)
              join catalog.product p on p.id = i.id
             cross join lateral (
                   select coalesce(jsonb_object_agg(e.key, e.value) filter (where e.value <> 'null'), '{}') as set,
                          coalesce(string_agg(e.key, ',') filter (where e.value = 'null'), '') as cleared
                     from jsonb_each(i.image -> 'values') e) s
             where i.differs;
            v_count := catalog.update_products(
                v_p.id, v_p.seen, v_p.identifier, v_p.identifier_key, v_p.family, v_p.parent, v_p.parent_id, v_p.enabled, v_p.categories,
                v_p.groups, v_p.set, v_p.cleared, v_p.axis_key, array_fill(null::uuid, array[cardinality(v_p.id)]), p_at);
        else
            select into v_p
                   array_agg(m.id order by m.id) as id, array_agg(m.xmin::text::bigint order by m.id) as seen,
                   array_agg(case when i.image ? 'parent' then i.image ->> 'parent' else m.parent end order by m.id) as parent,
                   array_agg(case when i.image ? 'parent_id' then (i.image ->> 'parent_id')::bigint else m.parent_id end order by m.id) as parent_id,
                   array_agg(case when i.image ? 'categories' then coalesce(i.image ->> 'categories', '') else array_to_string(m.categories, ',') end order by m.id) as categories,
                   array_agg(s.set order by m.id) as set, array_agg(s.cleared order by m.id) as cleared,
                   array_agg(case when i.image ? 'axis_key' then i.image ->> 'axis_key' else m.axis_key end order by m.id) as axis_key
              from unnest(v_id, v_image, v_differs) i (id, image, differs)
              join catalog.product_model m on m.id = i.id
             cross join lateral (
                   select coalesce(jsonb_object_agg(e.key, e.value) filter (where e.value <> 'null'), '{}') as set,
                          coalesce(string_agg(e.key, ',') filter (where e.value = 'null'), '') as cleared
                     from jsonb_each(i.image -> 'values') e) s
             where i.differs;
            v_count := catalog.update_product_models(
                v_p.id, v_p.seen, v_p.parent, v_p.parent_id, v_p.categories, v_p.set, v_p.cleared, v_p.axis_key, p_at);
        end if;
        if v_count <> cardinality(v_changed) then
            raise exception 'an item was changed while it was held' using errcode = '40001';
        end if;
        perform catalog.add_history(p_execution, p_owner, p_month, p_kind, null, v_changed, v_before, p_at);
    end if;
    if p_kind = 'product' then
        select array_agg(u.id) as id, array_agg(q.key) as attribute, array_agg(q.value) as key
          into v_p
          from unnest(v_id, v_image, v_ok) u (id, image, ok)
         cross join lateral jsonb_each_text(u.image -> 'unique') q
         where u.ok
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

ALTER FUNCTION catalog.undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone) IS 'Puts back what items were before an execution changed or deleted them';

--
-- Name: undo_creations(bigint, text, date, text, bigint[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $$
declare
    v_plan catalog.undo_plan;
    v_there bigint[];
    v_since bigint[];
    v_used bigint[] := '{}';
    v_notes jsonb;
    v_more jsonb := '[]';
    v_deleted bigint;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    v_there := catalog.lock_items(p_kind, p_ids, true);
    select coalesce(array_agg(distinct u.id), '{}'),
           coalesce(jsonb_agg(jsonb_build_object(
               'id', u.id, 'reason', 'changed_since', 'field', c.field, 'kind', c.kind,
               'at', to_char(c.at at time zone 'UTC', 'YYYY-MM-DD HH24:MI')) order by u.id, c.field), '[]')
      into v_since, v_notes
      from unnest(v_there) u (id)
     cross join lateral (
           select max(h.place) as last
             from "catalog".history h
            where h.item_id = u.id and h.month = any (v_plan.months) and h.place > v_plan.first_place
              and h.execution_id <> all (array[v_plan.target, p_execution])) o
     cross join lateral catalog._changes_since(u.id, null, v_plan.target, p_execution, v_plan.months, v_plan.first_place) c
     where o.last is not null;
    if p_kind = 'product_model' then
        select coalesce(array_agg(u.id), '{}'),
               coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', 'in_use', 'holder', b.name) order by u.id), '[]')
          into v_used, v_more
          from unnest(v_there) u (id)
         cross join lateral (
               select b.name
                 from (select coalesce(p.identifier, p.uuid::text) as name from catalog.product p where p.parent_id = u.id
                       union all
                       select m.code from catalog.product_model m where m.parent_id = u.id) b
                limit 1) b
         where u.id <> all (v_since);
    end if;
    v_notes := v_notes || v_more;
    select v_notes || coalesce(jsonb_agg(jsonb_build_object('id', u.id, 'reason', 'vanished', 'field', 'item', 'note', true) order by u.id), '[]')
      into v_notes
      from unnest(p_ids) u (id)
     where cardinality(v_there) < cardinality(p_ids) and u.id <> all (v_there);
    -- Names before the items go.
    select coalesce(jsonb_agg(w.value || jsonb_build_object('name', coalesce(
               case p_kind when 'product' then (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = (w.value ->> 'id')::bigint)
                           else (select m.code from catalog.product_model m where m.id = (w.value ->> 'id')::bigint) end,
               (select coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}')
                  from "catalog".history h
                 where h.item_id = (w.value ->> 'id')::bigint and h.month = any (v_plan.months) and h.before ? 'item'
                 order by h.place desc limit 1),
               w.value ->> 'id')) order by w.place), '[]')
      into v_notes
      from jsonb_array_elements(v_notes) with ordinality w (value, place);
    v_deleted := catalog.delete_items(
        p_execution, p_owner, p_month, p_kind,
        case when v_since || v_used = '{}' then v_there
             else array(select u.id from unnest(v_there) u (id) where u.id <> all (v_since || v_used)) end, p_at);
    return jsonb_build_object(
        'created', 0, 'updated', 0, 'unchanged', 0, 'invalid', 0, 'deleted', v_deleted,
        'skipped', cardinality(p_ids) - v_deleted, 'waiting', '[]'::jsonb, 'links', '[]'::jsonb, 'warnings', v_notes);
end
$$;

ALTER FUNCTION catalog.undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) IS 'Deletes what an execution created';

--
-- Name: undo_links(bigint, text, date, text, bigint[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_mergejoin TO 'off'
    SET jit TO 'off'
    AS $_$
declare
    v_plan catalog.undo_plan;
    v_there bigint[];
    v_removed catalog.association[];
    v_added catalog.association[];
    v_lost jsonb;
begin
    select u.* into v_plan from catalog.undo_plan u where u.execution_id = p_execution;
    v_there := catalog.lock_items(p_kind, p_ids, false);
    with image as materialized (
        select u.id, e.key, e.value, regexp_replace(e.key, '-[^-]*$', '') as type, regexp_replace(e.key, '^.*-', '') as target_kind
          from unnest(v_there) u (id)
         cross join lateral (
               select catalog._merged_image(array_agg(h.before order by h.place) filter (where h.execution_id = v_plan.target)) as image,
                      min(h.place) filter (where h.execution_id = v_plan.target) as place,
                      bool_or(h.execution_id <> v_plan.target) as others
                 from "catalog".history h
                where h.item_id = u.id and h.month = any (v_plan.months) and h.place >= v_plan.first_place
                  and h.execution_id <> p_execution) i
         cross join lateral jsonb_each(i.image -> 'associations') e
         where not (i.others and exists (
                 select from catalog._changes_since(
                        u.id, catalog._image_keys(i.image), v_plan.target, p_execution, v_plan.months, i.place)))
           and exists (select from catalog.association_type t where t.code = regexp_replace(e.key, '-[^-]*$', ''))
    ), wanted as materialized (
        select i.id, i.type, i.target_kind, case when i.target_kind <> 'group' then (l.value ->> 0)::bigint end as target_id,
               case when i.target_kind = 'group' then l.value ->> 0 end as target_group, (l.value ->> 1)::int as quantity
          from image i cross join lateral jsonb_array_elements(i.value) l
    ), there as materialized (
        select w.*,
               case w.target_kind
                   when 'product' then exists (select from catalog.product p where p.id = w.target_id)
                   when 'product_model' then exists (select from catalog.product_model m where m.id = w.target_id)
                   else exists (select from catalog."group" g where g.code = w.target_group) end as is_there
          from wanted w
    ), now as materialized (
        select a.* from image i
          join catalog.association a on a.owner_kind = p_kind and a.owner_id = i.id and a.type = i.type and a.target_kind = i.target_kind
    ), change as (
        select false as is_added, n.owner_id, n.type, n.target_kind, n.target_id, n.target_group, n.quantity
          from now n
         where not exists (
               select from there w
                where w.id = n.owner_id and w.type = n.type and w.target_kind = n.target_kind and w.target_id is not distinct from n.target_id
                  and w.target_group is not distinct from n.target_group)
        union all
        select true, w.id, w.type, w.target_kind, w.target_id, w.target_group, w.quantity
          from there w
         where w.is_there
           and not exists (
               select from now n
                where n.owner_id = w.id and n.type = w.type and n.target_kind = w.target_kind and n.target_id is not distinct from w.target_id
                  and n.target_group is not distinct from w.target_group and n.quantity is not distinct from w.quantity)
    ), right_change as (
        select c.*, t.is_two_way and c.target_id is not null as is_two_way
          from change c
          join catalog.association_type t on t.code = c.type
         where not (t.is_two_way and c.target_id is not null and exists (
               select from catalog._changes_since(
                      c.target_id, array[c.type || '-' || p_kind || 's'], v_plan.target, p_execution, v_plan.months,
                      coalesce((select min(h.place) from "catalog".history h
                                 where h.item_id = c.target_id and h.month = v_plan.target_month and h.execution_id = v_plan.target),
                               v_plan.first_place))))
    ), both_ends as (
        select r.is_added, p_kind as owner_kind, r.owner_id, r.type, r.target_kind, r.target_id, r.target_group, r.quantity from right_change r
        union
        select r.is_added, r.target_kind, r.target_id, r.type, p_kind, r.owner_id, null, r.quantity from right_change r where r.is_two_way
    )
    select coalesce(array_agg((b.owner_kind, b.owner_id, b.type, b.target_kind, b.target_id, b.target_group, b.quantity)::catalog.association)
                    filter (where not b.is_added), '{}'),
           coalesce(array_agg((b.owner_kind, b.owner_id, b.type, b.target_kind, b.target_id, b.target_group, b.quantity)::catalog.association)
                    filter (where b.is_added), '{}'),
           (select coalesce(jsonb_agg(distinct jsonb_build_object(
                       'name', case p_kind when 'product' then (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = t.id)
                                           else (select m.code from catalog.product_model m where m.id = t.id) end,
                       'field', t.type || '-' || t.target_kind || 's')), '[]') from there t where not t.is_there)
      into v_removed, v_added, v_lost
      from both_ends b;
    perform catalog.replace_associations(
        array(select (l).owner_kind from unnest(v_removed) l), array(select (l).owner_id from unnest(v_removed) l),
        array(select (l).type from unnest(v_removed) l), array(select (l).target_kind from unnest(v_removed) l),
        array(select (l).target_id from unnest(v_removed) l), array(select (l).target_group from unnest(v_removed) l),
        array(select (l).owner_kind from unnest(v_added) l), array(select (l).owner_id from unnest(v_added) l),
        array(select (l).type from unnest(v_added) l), array(select (l).target_kind from unnest(v_added) l),
        array(select (l).target_id from unnest(v_added) l), array(select (l).target_group from unnest(v_added) l),
        array(select (l).quantity from unnest(v_added) l), p_execution, p_owner, p_month, p_at);
    return v_lost;
end
$_$;

ALTER FUNCTION catalog.undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) IS 'Puts back the links that items had';

--
-- Name: update_product_models(bigint[], bigint[], text[], bigint[], text[], jsonb[], text[], text[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
    v_count bigint;
begin
    update catalog.product_model m
       set parent = u.parent,
           parent_id = u.parent_id,
           categories = string_to_array(u.categories, ','),
           values = (m.values || u.set) - string_to_array(u.cleared, ','),
           axis_key = u.axis_key,
           updated_at = p_at
      from unnest(p_id, p_seen, p_parent, p_parent_id, p_categories, p_set, p_cleared, p_axis_key)
           u (id, seen, parent, parent_id, categories, set, cleared, axis_key)
     where m.id = u.id and m.xmin::text::bigint = u.seen;
    get diagnostics v_count = row_count;
    return v_count;
end
$$;

ALTER FUNCTION catalog.update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) IS 'Writes the changes of one chunk of product models, sorted by id; see catalog.update_products.';

--
-- Name: update_products(bigint[], bigint[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], uuid[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
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

ALTER FUNCTION catalog.update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone) IS 'Writes the changes of one chunk, sorted by id: other columns as given, values merged with p_set and freed of p_cleared (keys with commas). p_seen is the row version (xmin) that was compared; fewer rows than given: somebody changed one meanwhile, compare again. p_mark becomes the product''s record_mark.';

--
-- Name: write_product_models_each(bigint[], bigint[], text[], text[], text[], text[], text[], bigint[], text[], jsonb[], text[], text[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) RETURNS TABLE(item integer, state text, constraint_violated text, message text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
    v_count bigint;
begin
    for v_item in 1 .. cardinality(p_id) loop
        begin
            if p_seen[v_item] is null then
                insert into catalog.product_model (
                    id, code, code_key, family, family_variant, parent, parent_id, categories, values, axis_key, created_at, updated_at)
                values (
                    p_id[v_item], p_code[v_item], p_code_key[v_item], p_family[v_item], p_family_variant[v_item], p_parent[v_item],
                    p_parent_id[v_item], string_to_array(p_categories[v_item], ','), p_set[v_item], p_axis_key[v_item], p_at, p_at);
            else
                update catalog.product_model m
                   set parent = p_parent[v_item],
                       parent_id = p_parent_id[v_item],
                       categories = string_to_array(p_categories[v_item], ','),
                       values = (m.values || p_set[v_item]) - string_to_array(p_cleared[v_item], ','),
                       axis_key = p_axis_key[v_item],
                       updated_at = p_at
                 where m.id = p_id[v_item] and m.xmin::text::bigint = p_seen[v_item];
                get diagnostics v_count = row_count;
                if v_count = 0 then
                    raise exception 'product model % was changed meanwhile', p_id[v_item] using errcode = '40001';
                end if;
            end if;
            set constraints all immediate;
        exception when others then
            -- Only faults of the data are the item's: everything else ends the chunk, which is then tried again.
            if left(sqlstate, 2) not in ('22', '23', '54') and sqlstate <> 'P0001' then
                raise;
            end if;
            item := v_item;
            state := sqlstate;
            get stacked diagnostics constraint_violated = constraint_name, message = message_text;
            return next;
        end;
    end loop;
end
$$;

ALTER FUNCTION catalog.write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) IS 'Writes product models one by one, each in its own block, and returns those that the database refuses; see catalog.write_products_each.';

--
-- Name: write_products_each(bigint[], bigint[], uuid[], text[], text[], text[], text[], bigint[], boolean[], text[], text[], jsonb[], text[], text[], integer[], text[], text[], timestamp with time zone); Type: FUNCTION; Schema: catalog; Owner: chantier_owner
--

CREATE FUNCTION catalog.write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone) RETURNS TABLE(item integer, state text, constraint_violated text, message text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    AS $$
declare
    v_count bigint;
begin
    -- Fifty items a transaction is the caller's rule: each block here is a subtransaction, and above 64 of them the snapshots of
    -- all other sessions get dearer.
    for v_item in 1 .. cardinality(p_id) loop
        begin
            if p_seen[v_item] is null then
                insert into catalog.product (
                    id, uuid, identifier, identifier_key, family, parent, parent_id, enabled, categories, groups, values,
                    axis_key, created_at, updated_at)
                values (
                    p_id[v_item], coalesce(p_uuid[v_item], gen_random_uuid()), p_identifier[v_item], p_identifier_key[v_item],
                    p_family[v_item], p_parent[v_item], p_parent_id[v_item], p_enabled[v_item],
                    string_to_array(p_categories[v_item], ','), string_to_array(p_groups[v_item], ','), p_set[v_item],
                    p_axis_key[v_item], p_at, p_at);
            else
                update catalog.product p
                   set identifier = p_identifier[v_item],
                       identifier_key = p_identifier_key[v_item],
                       family = p_family[v_item],
                       parent = p_parent[v_item],
                       parent_id = p_parent_id[v_item],
                       enabled = p_enabled[v_item],
                       categories = string_to_array(p_categories[v_item], ','),
                       groups = string_to_array(p_groups[v_item], ','),
                       values = (p.values || p_set[v_item]) - string_to_array(p_cleared[v_item], ','),
                       axis_key = p_axis_key[v_item],
                       record_mark = null,
                       updated_at = p_at
                 where p.id = p_id[v_item] and p.xmin::text::bigint = p_seen[v_item];
                get diagnostics v_count = row_count;
                if v_count = 0 then
                    raise exception 'product % was changed meanwhile', p_id[v_item] using errcode = '40001';
                end if;
            end if;
            delete from catalog.unique_value v
             using unnest(p_unique_item, p_unique_attribute) u (item, attribute)
             where u.item = v_item and v.product_id = p_id[v_item] and v.attribute = u.attribute;
            insert into catalog.unique_value (attribute, value_key, product_id)
            select u.attribute, u.key, p_id[v_item]
              from unnest(p_unique_item, p_unique_attribute, p_unique_key) u (item, attribute, key)
             where u.item = v_item and u.key is not null
             order by u.attribute, u.key;
            set constraints all immediate;
        exception when others then
            -- Only faults of the data are the item's: everything else ends the chunk, which is then tried again.
            if left(sqlstate, 2) not in ('22', '23', '54') and sqlstate <> 'P0001' then
                raise;
            end if;
            item := v_item;
            state := sqlstate;
            get stacked diagnostics constraint_violated = constraint_name, message = message_text;
            return next;
        end;
    end loop;
end
$$;

ALTER FUNCTION catalog.write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone); Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON FUNCTION catalog.write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone) IS 'Writes products one by one, each in its own block, and returns those that the database refuses (position, from 1). p_seen null: a new product; else the row version (xmin) that was compared. For chunks whose set-based statement failed on data: at most fifty a transaction.';

--
-- Name: _add_counters(jsonb, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._add_counters(p_one jsonb, p_other jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_one is null or p_other is null then
    return coalesce(p_one, p_other);
  end if;
  return (
    select jsonb_object_agg(c.key, c.total)
      from (
        select e.key, sum(e.value::numeric) as total
          from (select * from jsonb_each_text(p_one) union all select * from jsonb_each_text(p_other)) as e
         group by e.key
      ) as c
  );
end $$;

ALTER FUNCTION job._add_counters(p_one jsonb, p_other jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _add_counters(p_one jsonb, p_other jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._add_counters(p_one jsonb, p_other jsonb) IS 'Sum of two objects of counters';

--
-- Name: _advance_clock(smallint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._advance_clock(p_priority smallint, p_tag bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_clock regclass := case p_priority
    when 0 then 'job.clock_0'::regclass
    when 1 then 'job.clock_1'::regclass
    else 'job.clock_2'::regclass end;
begin
  if p_tag > coalesce(pg_sequence_last_value(v_clock), 0)
     and pg_try_advisory_xact_lock(1128812117, p_priority)
     and p_tag > coalesce(pg_sequence_last_value(v_clock), 0)
  then
    perform setval(v_clock, p_tag);
  end if;
end $$;

ALTER FUNCTION job._advance_clock(p_priority smallint, p_tag bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _advance_clock(p_priority smallint, p_tag bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._advance_clock(p_priority smallint, p_tag bigint) IS 'Moves a clock forward, never back';

--
-- Name: _bound_transaction(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._bound_transaction() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_limit record;
begin
  for v_limit in
    select s.name, l.milliseconds
      from (values ('idle_in_transaction_session_timeout', 5000), ('transaction_timeout', 30000)) as l(name, milliseconds)
      join pg_catalog.pg_settings s on s.name = l.name
     where s.setting::bigint = 0 or s.setting::bigint > l.milliseconds
  loop
    perform set_config(v_limit.name, v_limit.milliseconds::text, true);
  end loop;
end $$;

ALTER FUNCTION job._bound_transaction() OWNER TO chantier_owner;

--
-- Name: FUNCTION _bound_transaction(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._bound_transaction() IS 'Limits how long a person''s transaction may hold what it has locked';

--
-- Name: _changed_fields(jsonb, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._changed_fields(p_before jsonb, p_after jsonb) RETURNS TABLE(field text, before text, after text)
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select f.field, coalesce(min(f.text) filter (where f.is_before), ''), coalesce(min(f.text) filter (where not f.is_before), '')
    from (
      select r.is_before,
             case when e.key = 'values' then i.key
                  when e.key = 'labels' then 'label-' || i.key
                  when i.key is not null then e.key || '-' || i.key
                  else e.key end as field,
             case jsonb_typeof(v.value)
               when 'null' then ''
               when 'boolean' then case when v.value = 'true' then '1' else '0' end
               when 'array' then array_to_string(array(select jsonb_array_elements_text(v.value)), ',')
               when 'object' then case when v.value ? 'amount' then concat_ws(' ', v.value ->> 'amount', v.value ->> 'unit') else v.value::text end
               else v.value #>> '{}'
             end as text
        from (values (true, p_before), (false, p_after)) r (is_before, image)
       cross join lateral jsonb_each(r.image) e
        left join lateral jsonb_each(case when jsonb_typeof(e.value) = 'object' then e.value end) i on true
       cross join lateral (select coalesce(i.value, e.value) as value) v
       where e.key not in ('id', 'uuid', 'parent_id', 'created_at', 'updated_at', 'given_order', 'record_mark') and e.key !~ '_key$'
         and not (jsonb_typeof(e.value) = 'object' and i.key is null)
    ) f
   group by f.field
  having coalesce(min(f.text) filter (where f.is_before), '') <> coalesce(min(f.text) filter (where not f.is_before), '')
$_$;

ALTER FUNCTION job._changed_fields(p_before jsonb, p_after jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _changed_fields(p_before jsonb, p_after jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._changed_fields(p_before jsonb, p_after jsonb) IS 'The fields in which two images of a row differ';

--
-- Name: _clock(smallint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._clock(p_priority smallint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return greatest(1, coalesce(pg_sequence_last_value(case p_priority
    when 0 then 'job.clock_0'::regclass
    when 1 then 'job.clock_1'::regclass
    else 'job.clock_2'::regclass end), 1));
end $$;

ALTER FUNCTION job._clock(p_priority smallint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _clock(p_priority smallint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._clock(p_priority smallint) IS 'Virtual time of a priority';

SET default_table_access_method = heap;

--
-- Name: lease; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.lease (
    task_id bigint NOT NULL,
    token bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    "position" bigint DEFAULT 0 NOT NULL,
    range_end bigint,
    tag bigint NOT NULL,
    claimed_at timestamp with time zone NOT NULL,
    committed_at timestamp with time zone,
    begun_at timestamp with time zone,
    done bigint,
    read bigint,
    created bigint,
    updated bigint,
    unchanged bigint,
    skipped bigint,
    invalid bigint,
    written bigint,
    warnings bigint,
    worker_id integer,
    owner_id integer NOT NULL,
    month date NOT NULL,
    hand_back_count integer DEFAULT 0 NOT NULL,
    job_id smallint NOT NULL,
    priority smallint NOT NULL,
    error_count smallint DEFAULT 0 NOT NULL,
    crash_count smallint DEFAULT 0 NOT NULL,
    crash_streak smallint DEFAULT 0 NOT NULL,
    checkpoint_version smallint,
    owner text NOT NULL,
    more jsonb,
    checkpoint jsonb,
    sample_at timestamp with time zone[],
    sample_done bigint[],
    CONSTRAINT lease_checkpoint_size_check CHECK ((pg_column_size(checkpoint) <= 1024)),
    CONSTRAINT lease_samples_check CHECK (((cardinality(sample_at) = cardinality(sample_done)) AND (cardinality(sample_at) <= 32)))
)
WITH (fillfactor='25', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_cost_delay='0', autovacuum_vacuum_cost_limit='10000', vacuum_truncate='false');
ALTER TABLE ONLY job.lease ALTER COLUMN checkpoint SET STORAGE PLAIN;
ALTER TABLE ONLY job.lease ALTER COLUMN sample_at SET STORAGE PLAIN;
ALTER TABLE ONLY job.lease ALTER COLUMN sample_done SET STORAGE PLAIN;

ALTER TABLE ONLY job.lease FORCE ROW LEVEL SECURITY;

ALTER TABLE job.lease OWNER TO chantier_owner;

--
-- Name: TABLE lease; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.lease IS 'A worker''s right to a task, and where the task stands: one row from the first claim to the end. No column but the key is indexed';

--
-- Name: COLUMN lease.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.task_id IS 'job.task';

--
-- Name: COLUMN lease.token; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.token IS 'Fences every write: changed by each claim, rescue and hand-back';

--
-- Name: COLUMN lease.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.execution_id IS 'job.execution';

--
-- Name: COLUMN lease.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.step_id IS 'job.step';

--
-- Name: COLUMN lease."position"; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease."position" IS 'Next item';

--
-- Name: COLUMN lease.range_end; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.range_end IS 'End of the range now, exclusive: a thief may have cut it; null: to the end';

--
-- Name: COLUMN lease.tag; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.tag IS '(priority, tag, task_id) was its key in job.ready, or is, while worker_id is null';

--
-- Name: COLUMN lease.claimed_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.claimed_at IS 'Last claimed';

--
-- Name: COLUMN lease.committed_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.committed_at IS 'Last chunk committed; null: none yet';

--
-- Name: COLUMN lease.begun_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.begun_at IS 'The present worker began to run it; written only for a task under suspicion (crash_streak > 0)';

--
-- Name: COLUMN lease.done; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.done IS 'Items handled; null: none counted yet, here and in the columns below';

--
-- Name: COLUMN lease.read; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.read IS 'Records reached or items selected';

--
-- Name: COLUMN lease.created; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.created IS 'Written new';

--
-- Name: COLUMN lease.updated; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.updated IS 'Written with a difference';

--
-- Name: COLUMN lease.unchanged; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.unchanged IS 'Nothing differed';

--
-- Name: COLUMN lease.skipped; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN lease.invalid; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.invalid IS 'Refused, each with a warning';

--
-- Name: COLUMN lease.written; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.written IS 'Put into an output file';

--
-- Name: COLUMN lease.warnings; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.warnings IS 'Warnings so far, kept or only counted';

--
-- Name: COLUMN lease.worker_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.worker_id IS 'job.worker; null: handed back or rescued, the task waits in job.ready or job.held';

--
-- Name: COLUMN lease.owner_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.owner_id IS 'job.owner';

--
-- Name: COLUMN lease.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.month IS 'As in job.execution';

--
-- Name: COLUMN lease.hand_back_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.hand_back_count IS 'How often a worker gave it back unharmed';

--
-- Name: COLUMN lease.job_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.job_id IS 'job.job';

--
-- Name: COLUMN lease.priority; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.priority IS 'As in job.execution';

--
-- Name: COLUMN lease.error_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.error_count IS 'Failed chunks';

--
-- Name: COLUMN lease.crash_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.crash_count IS 'Workers that died with it';

--
-- Name: COLUMN lease.crash_streak; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.crash_streak IS 'Workers that died with it since its last committed chunk; at 3 it is quarantined';

--
-- Name: COLUMN lease.checkpoint_version; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.checkpoint_version IS 'Version of the checkpoint''s format; null: no checkpoint yet';

--
-- Name: COLUMN lease.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.owner IS 'As in job.execution';

--
-- Name: COLUMN lease.more; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN lease.checkpoint; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.checkpoint IS 'Where the step''s own code stands, at most 1 kB';

--
-- Name: COLUMN lease.sample_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.sample_at IS 'Times of at most 32 commits, thinned; the last entry is the newest commit';

--
-- Name: COLUMN lease.sample_done; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.lease.sample_done IS 'done at each time of sample_at';

--
-- Name: _count_off(bigint, integer, text, job.lease); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_open int;
begin
  update job.step s
     set open = s.open - p_ended,
         has_failed = s.has_failed or p_state = 'failed',
         has_stopped = s.has_stopped or p_state = 'stopped',
         started_at = coalesce(s.started_at, p_sum.claimed_at),
         counted_at = job.now(),
         errors = case when p_state = 'failed' then coalesce(s.errors, 0) + 1 else s.errors end,
         done = coalesce(s.done + p_sum.done, s.done, p_sum.done),
         read = coalesce(s.read + p_sum.read, s.read, p_sum.read),
         created = coalesce(s.created + p_sum.created, s.created, p_sum.created),
         updated = coalesce(s.updated + p_sum.updated, s.updated, p_sum.updated),
         unchanged = coalesce(s.unchanged + p_sum.unchanged, s.unchanged, p_sum.unchanged),
         skipped = coalesce(s.skipped + p_sum.skipped, s.skipped, p_sum.skipped),
         invalid = coalesce(s.invalid + p_sum.invalid, s.invalid, p_sum.invalid),
         written = coalesce(s.written + p_sum.written, s.written, p_sum.written),
         warnings = coalesce(s.warnings + p_sum.warnings, s.warnings, p_sum.warnings),
         more = case when p_sum.more is null then s.more else job._add_counters(s.more, p_sum.more) end
   where s.id = p_step
  returning s.open into v_open;
  return v_open;
end $$;

ALTER FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) OWNER TO chantier_owner;

--
-- Name: FUNCTION _count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) IS 'Takes ended tasks off a step''s open count and adds their figures';

--
-- Name: _counted_warnings(bigint, date, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) RETURNS TABLE(id bigint, count bigint, "row" bigint, line bigint, is_note boolean, is_uniform boolean, reason text, identifier text, field text, value text, message text)
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select w.id, 1::bigint, w.row, w.line, w.is_note, true, w.reason, w.identifier, w.field, w.value, w.message
    from job.warning w
   where w.execution_id = p_execution and w.month = p_month and w.step_id = p_step
   union all
  select null, u.count, u.row, u.line, u.is_note, u.is_uniform, u.reason, u.identifier, u.field, u.value, u.message
    from job.unkept_warning u
   where u.step_id = p_step and u.month = p_month
$$;

ALTER FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _counted_warnings(p_execution bigint, p_month date, p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) IS 'Warnings of a step, kept or only counted';

--
-- Name: _drop_partitions(text, date); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._drop_partitions(p_key text, p_before date) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '200ms'
    AS $_$
declare
  v_part  text;
  v_count int := 0;
begin
  for v_part in
    select c.oid::regclass::text
      from unnest(case p_key
             when 'details' then array['job.outcome', 'job.warning', 'job.unkept_warning', 'job.error', 'job.event', 'job.piece', 'job.invalid_item',
                                       'catalog.superseded_record']
             when 'history' then array['catalog.history'] end) as t(parent)
      join pg_catalog.pg_inherits i on i.inhparent = t.parent::regclass
      join pg_catalog.pg_class c on c.oid = i.inhrelid
     where c.relname ~ '_[0-9]{4}_[0-9]{2}$' and to_date(right(c.relname, 7), 'YYYY_MM') < p_before
     order by 1
  loop
    begin
      execute format('drop table %s', v_part);
      v_count := v_count + 1;
    exception when lock_not_available then
      return null;
    end;
  end loop;
  return v_count;
end $_$;

ALTER FUNCTION job._drop_partitions(p_key text, p_before date) OWNER TO chantier_owner;

--
-- Name: FUNCTION _drop_partitions(p_key text, p_before date); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._drop_partitions(p_key text, p_before date) IS 'Drops the partitions of months before this one';

--
-- Name: _drop_previews(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._drop_previews() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_execution bigint;
begin
  select substr(n.nspname, 9)::bigint into v_execution
    from pg_catalog.pg_namespace n
    left join job.execution e on e.id = substr(n.nspname, 9)::bigint
   where n.nspname ~ '^preview_[0-9]{1,18}$'
     and (e.id is null or e.ended_at < job.now() - interval '1 day')
   order by 1
   limit 1;
  if not found then
    return 0;
  end if;
  return job.drop_preview(v_execution)::int;
end $_$;

ALTER FUNCTION job._drop_previews() OWNER TO chantier_owner;

--
-- Name: FUNCTION _drop_previews(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._drop_previews() IS 'Drops what previews have left behind';

--
-- Name: _drop_unused_media(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._drop_unused_media() RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET jit TO 'off'
    AS $_$
declare
  v_sweep catalog.media_sweep;
  v_from  text;
  v_next  bigint;
  v_found text[];
  v_gone  text[];
begin
  select s.* into v_sweep from catalog.media_sweep s;
  if not found then
    -- What was brought along is of use until the import has completed; one that failed may be retried.
    delete from catalog.archive_file a
     where a.execution_id in (
             select e.id from job.execution e
              where e.id in (select distinct f.execution_id from catalog.archive_file f)
                and e.status = 'completed' and e.ended_at < job.now() - interval '1 day');
    insert into catalog.media_sweep (stage, place, began_at)
    select 1, -9223372036854775808, job.now()
     where exists (select from catalog.media m where m.seen_at < job.now() - interval '7 days');
    return 0;
  end if;

  if v_sweep.stage < 4 then
    v_from := case v_sweep.stage
      when 1 then '(select p.id, p.values as content from catalog.product p) i'
      when 2 then '(select m.id, m.values as content from catalog.product_model m) i'
      else '(select h.item_id as id, h.before as content from catalog.history h where h.item_id is not null) i' end;
    execute format('select max(n.id) from (select i.id from %s where i.id > $1 order by i.id limit 10000) n', v_from)
       into v_next using v_sweep.place;
    if v_next is null then
      update catalog.media_sweep set stage = v_sweep.stage + 1, place = -9223372036854775808;
      return 0;
    end if;
    -- The short pattern first: most items name none, and it is the faster one.
    execute format($sql$
      select array_agg(distinct f.hash)
        from (select (regexp_matches(i.content::text, '"([0-9a-f]{64})/', 'g'))[1] as hash
                from %s
               where i.id > $1 and i.id <= $2 and i.content::text ~ '[0-9a-f]{8}/') f
    $sql$, v_from) into v_found using v_sweep.place, v_next;
    update catalog.media m set seen_at = job.now()
     where m.hash = any (v_found) and m.seen_at < v_sweep.began_at - interval '1 day';
    update catalog.media_sweep set place = v_next;
    return 0;
  end if;

  with gone as (
    delete from catalog.media m
     where m.hash in (
             select c.hash from catalog.media c
              where c.seen_at < v_sweep.began_at - interval '7 days'
                and not exists (select from catalog.archive_file a where a.hash = c.hash)
              order by c.seen_at
              limit 500
                for update skip locked)
    returning m.hash
  )
  select array_agg(g.hash) into v_gone from gone g;
  delete from catalog.media_piece p where p.hash = any (v_gone);
  if v_gone is null then
    -- One that an archive keeps is looked for again only when it may have been freed.
    update catalog.media m set seen_at = job.now()
     where m.seen_at < v_sweep.began_at - interval '7 days' and exists (select from catalog.archive_file a where a.hash = m.hash);
    delete from catalog.media_sweep;
  end if;
  return coalesce(cardinality(v_gone), 0);
end $_$;

ALTER FUNCTION job._drop_unused_media() OWNER TO chantier_owner;

--
-- Name: FUNCTION _drop_unused_media(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._drop_unused_media() IS 'Drops media that nothing names any more, a part a call';

--
-- Name: _end_blockers(); Type: FUNCTION; Schema: job; Owner: chantier_definer
--

CREATE FUNCTION job._end_blockers() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_waiting int[] := array(
    select l.pid from pg_locks l where not l.granted and l.waitstart < clock_timestamp() - interval '5 seconds');
  v_pid     int;
  v_count   int := 0;
begin
  if cardinality(v_waiting) = 0 or not pg_has_role(current_user, 'pg_signal_backend', 'usage') then
    return 0;
  end if;
  for v_pid in
    select distinct b.pid
      from pg_stat_activity w
     cross join lateral unnest(pg_blocking_pids(w.pid)) as b(pid)
      join pg_stat_activity a on a.pid = b.pid
      join pg_roles r on r.oid = a.usesysid
     where w.pid = any (v_waiting) and w.datname = current_database() and w.usename = session_user
       and a.usename <> session_user and not r.rolsuper
       and pg_has_role(a.usesysid, 'chantier_user', 'member')
       and not pg_has_role(a.usesysid, 'chantier_owner', 'member')
  loop
    begin
      v_count := v_count + pg_terminate_backend(v_pid)::int;
    exception when insufficient_privilege then null;         -- who has become more than a person meanwhile
    end;
  end loop;
  return v_count;
end $$;

ALTER FUNCTION job._end_blockers() OWNER TO chantier_definer;

--
-- Name: FUNCTION _end_blockers(); Type: COMMENT; Schema: job; Owner: chantier_definer
--

COMMENT ON FUNCTION job._end_blockers() IS 'Ends the sessions of people that keep a worker waiting';

--
-- Name: _end_execution(bigint, text, timestamp with time zone); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now        timestamptz := job.now();
  v_execution  job.execution;
  v_figures    record;
  v_parameters jsonb;
  v_stop       text;
begin
  select coalesce(sum(s.warnings), 0) as warnings, coalesce(sum(s.errors), 0) as errors, sum(s.invalid) as invalid,
         max(greatest(s.read, s.written)) as items
    into v_figures
    from job.step s
   where s.execution_id = p_execution;
  -- One that a person is withdrawing at this moment is left to them: they wait for the step, which this transaction holds.
  delete from job.request r
   where r.ctid = any (array(
           select x.ctid from job.request x where x.execution_id = p_execution for update skip locked))
  returning r.requested_by into v_stop;
  delete from job.progress_notice n where n.execution_id = p_execution;

  update job.execution e
     set status = p_status,
         started_at = coalesce(e.started_at, p_began),
         ended_at = v_now,
         warnings = v_figures.warnings,
         errors = v_figures.errors,
         items = v_figures.items,
         stopped_by = case when p_status = 'stopped' then coalesce(v_stop, e.stopped_by) end
   where e.id = p_execution and e.ended_at is null
  returning e.* into v_execution;
  if not found then
    raise exception 'execution % has ended already', p_execution using errcode = '55000';
  end if;

  if v_figures.invalid > 0 then
    update job.artifact a
       set size = octet_length(coalesce(a.header, '')) + i.size, records = i.records, is_complete = true
      from (
        select coalesce(sum(octet_length(n.bytes)), 0) as size, count(*) as records
          from job.invalid_item n
         where n.execution_id = p_execution and n.month = v_execution.month
      ) as i
     where a.execution_id = p_execution and a.kind = 'invalid_items';
  end if;

  select d.parameters into v_parameters from job.execution_detail d where d.execution_id = p_execution;
  if v_parameters -> 'send_email' = 'true' then
    insert into job.event (execution_id, owner, month, level, event, message, at)      -- not after the end
    values (p_execution, v_execution.owner, v_execution.month, 'info', 'email_not_sent', 'no e-mail was sent: no mail server is set up', v_now);
  end if;
  perform job._notify_end(v_execution, v_parameters -> 'users_to_notify');
  perform pg_notify('chantier_progress', p_execution::text);
  if v_execution.profile is not null then
    perform job._give_turn(v_execution.profile);
  end if;
end $$;

ALTER FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) OWNER TO chantier_owner;

--
-- Name: FUNCTION _end_execution(p_execution bigint, p_status text, p_began timestamp with time zone); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) IS 'Ends an execution: status, figures, notifications';

--
-- Name: _end_waiting(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._end_waiting(p_step bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_tasks bigint[];
  v_held  bigint[];
  v_sum   job.lease;
begin
  select array_agg(g.task_id) into v_tasks from job._take_ready(p_step) g;
  with gone as (
    delete from job.held h
     where h.ctid = any (array(select x.ctid from job.held x where x.step_id = p_step for update skip locked))
    returning h.task_id
  )
  select array_agg(g.task_id) into v_held from gone g;
  v_tasks := v_tasks || v_held;
  if v_tasks is null then
    return 0;
  end if;

  with gone as (
    delete from job.lease l where l.task_id = any (v_tasks) and l.worker_id is null returning l.*
  ),
  put as (
    insert into job.outcome (task_id, step_id, execution_id, owner, month, state, done, read, created, updated,
                             unchanged, skipped, invalid, written, more, warnings, error_count, crash_count,
                             hand_back_count, claimed_at, ended_at, position, range_end, checkpoint_version, checkpoint)
    select t.id, t.step_id, t.execution_id, t.owner, t.month, 'stopped', g.done, g.read, g.created, g.updated,
           g.unchanged, g.skipped, g.invalid, g.written, g.more, g.warnings, nullif(g.error_count, 0),
           nullif(g.crash_count, 0), nullif(g.hand_back_count, 0), g.claimed_at, job.now(), g.position,
           g.range_end, g.checkpoint_version, g.checkpoint
      from job.task t
      left join gone g on g.task_id = t.id
     where t.step_id = p_step and t.id = any (v_tasks)
  )
  select sum(g.done), sum(g.read), sum(g.created), sum(g.updated), sum(g.unchanged), sum(g.skipped), sum(g.invalid),
         sum(g.written), sum(g.warnings), min(g.claimed_at)
    into v_sum.done, v_sum.read, v_sum.created, v_sum.updated, v_sum.unchanged, v_sum.skipped, v_sum.invalid,
         v_sum.written, v_sum.warnings, v_sum.claimed_at
    from gone g;
  select jsonb_object_agg(c.key, c.total) into v_sum.more
    from (
      select e.key, sum(e.value::numeric) as total
        from job.outcome o
       cross join lateral jsonb_each_text(o.more) as e
       where o.step_id = p_step and o.done is not null and o.task_id = any (v_tasks)
       group by e.key
    ) as c;
  perform job._count_off(p_step, cardinality(v_tasks), 'stopped', v_sum);
  return cardinality(v_tasks);
end $$;

ALTER FUNCTION job._end_waiting(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _end_waiting(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._end_waiting(p_step bigint) IS 'Ends the tasks of a step that no worker holds';

--
-- Name: _first_tag(integer, smallint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_own   regclass;
  v_clock bigint;
  v_first bigint;
begin
  perform pg_current_xact_id();
  select case p_priority when 0 then o.clock_0 when 1 then o.clock_1 else o.clock_2 end
    into v_own
    from job.owner o
   where o.id = p_owner_id;
  v_clock := job._clock(p_priority);
  if v_own is null then
    return v_clock + 1;
  end if;

  -- Again, should a launch of the same owner have set it back in between: a tag must lie above the clock.
  loop
    v_first := nextval(v_own);
    exit when v_first > v_clock;
    perform setval(v_own, v_clock);
  end loop;
  if p_count > 1 then
    perform setval(v_own, greatest(v_first + p_count - 1, pg_sequence_last_value(v_own)));
  end if;
  return v_first;
end $$;

ALTER FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _first_tag(p_owner_id integer, p_priority smallint, p_count bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) IS 'First of some consecutive tags of an owner';

--
-- Name: _forget_openings(bigint[]); Type: FUNCTION; Schema: job; Owner: chantier_definer
--

CREATE FUNCTION job._forget_openings(p_executions bigint[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  delete from tracker.url_access a
   where a.execution_id = any (p_executions)
     and not exists (select from job.execution e where e.id = a.execution_id);
end $$;

ALTER FUNCTION job._forget_openings(p_executions bigint[]) OWNER TO chantier_definer;

--
-- Name: FUNCTION _forget_openings(p_executions bigint[]); Type: COMMENT; Schema: job; Owner: chantier_definer
--

COMMENT ON FUNCTION job._forget_openings(p_executions bigint[]) IS 'Removes who had opened executions that are gone';

--
-- Name: _give_turn(text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._give_turn(p_profile text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_is_single boolean;
  v_execution job.execution;
  v_step      job.step;
  v_tasks     bigint[];
  v_count     int := 0;
begin
  if not job._lock_turn(p_profile) then
    return 0;
  end if;
  v_is_single := exists (select from job.profile p where lower(p.code) = lower(p_profile) and p.overlap <> 'allow');

  for v_execution in
    select e.*
      from job.execution e
     where e.profile = p_profile and e.ended_at is null and not e.has_turn
     order by e.id
  loop
    exit when v_is_single and exists (
      select from job.execution e where e.profile = p_profile and e.ended_at is null and e.has_turn);
    select s.* into v_step
      from job.step s
     where s.execution_id = v_execution.id and s.open > 0
       for no key update skip locked;
    continue when not found;
    -- A person's open transaction may hold it: whoever ends an execution does not wait for that.
    perform from job.execution e where e.id = v_execution.id and e.ended_at is null and not e.has_turn for no key update skip locked;
    continue when not found;
    with gone as (
      delete from job.held h
       where h.ctid = any (array(
               select x.ctid from job.held x where x.step_id = v_step.id and x.reason = 'profile' for update skip locked))
      returning h.task_id
    )
    select array_agg(g.task_id) into v_tasks from gone g;
    continue when v_tasks is null;
    perform job._ready_again(v_step, v_execution, v_tasks);
    update job.execution e set has_turn = true where e.id = v_execution.id;
    perform job._log(v_execution, 'info', 'turn', format('its turn has come: no other execution of profile "%s" is at work', p_profile));
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

ALTER FUNCTION job._give_turn(p_profile text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _give_turn(p_profile text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._give_turn(p_profile text) IS 'Lets the next execution of a profile go on';

--
-- Name: _give_turns(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._give_turns() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_profile text;
begin
  for v_profile in
    select distinct e.profile from job.execution e where not e.has_turn and e.ended_at is null order by 1
  loop
    perform job._give_turn(v_profile);
  end loop;
end $$;

ALTER FUNCTION job._give_turns() OWNER TO chantier_owner;

--
-- Name: FUNCTION _give_turns(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._give_turns() IS 'Gives the turns that nobody gave';

--
-- Name: _hand_on(job.lease, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if p_lease.begun_at is not null or p_lease.crash_streak = 0 then
    p_lease.crash_streak := p_lease.crash_streak + 1;
    update job.lease l
       set crash_count = l.crash_count + 1, crash_streak = p_lease.crash_streak
     where l.task_id = p_lease.task_id;
  end if;
  perform job._put_event(p_lease, 'warning', 'rescued',
    format('worker "%s" is gone (%s); the task goes on at item %s', p_worker,
           case p_cause when 'lock' then 'its process has ended' else 'it was not heard from in time' end, p_lease.position),
    jsonb_build_object('worker', p_worker, 'cause', p_cause, 'crashes', p_lease.crash_count + 1));

  if p_lease.crash_streak < 3 then
    perform job._requeue(p_lease);
    return false;
  end if;
  if job.fail_task(p_lease.task_id, p_lease.token, 'worker_killed_thrice',
       format('task %s ended its worker 3 times', p_lease.task_id),
       format('last: worker "%s", at item %s', p_worker, p_lease.position),
       'Look at the worker''s own log for this time: memory, a crash in this item. Then retry: the count begins anew.',
       null, p_worker) = 0
  then
    perform job.complete_step(p_lease.step_id);
  end if;
  return true;
end $$;

ALTER FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _hand_on(p_lease job.lease, p_worker text, p_cause text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) IS 'Hands on the task of a dead worker; answers whether it was quarantined';

--
-- Name: _hand_on_lost(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._hand_on_lost(p_execution bigint) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lost  record;
  v_count int := 0;
begin
  for v_lost in
    select l as lease, w.name
      from job.step s
      join job.task t on t.step_id = s.id
      join job.lease l on l.task_id = t.id
      join job.worker w on w.id = l.worker_id
     where s.execution_id = p_execution and s.open > 0 and w.lease_until <= job.now()
     order by l.task_id
       for no key update of l skip locked
  loop
    perform job._hand_on(v_lost.lease, v_lost.name, 'lease');
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

ALTER FUNCTION job._hand_on_lost(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _hand_on_lost(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._hand_on_lost(p_execution bigint) IS 'Hands on the tasks of an execution whose workers are gone';

--
-- Name: _hint(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._hint() RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  if exists (select from job.worker w where w.is_idle and w.lease_until > job.now()) then
    perform pg_notify('chantier_ready', '');
  end if;
end $$;

ALTER FUNCTION job._hint() OWNER TO chantier_owner;

--
-- Name: FUNCTION _hint(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._hint() IS 'Wakes idle workers, if there are any';

--
-- Name: _in_schema(text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._in_schema(p_text text, p_schema text) RETURNS text
    LANGUAGE sql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select regexp_replace(p_text, '(?<![a-zA-Z0-9_])catalog\.', p_schema || '.', 'g')
$$;

ALTER FUNCTION job._in_schema(p_text text, p_schema text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _in_schema(p_text text, p_schema text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._in_schema(p_text text, p_schema text) IS 'A definition''s text with the names of schema catalog in another schema';

--
-- Name: _is_paused(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._is_paused(p_execution bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform from job.request r
    where r.execution_id = p_execution and r.request = 'pause'
      for share skip locked;
  return found;
end $$;

ALTER FUNCTION job._is_paused(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _is_paused(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._is_paused(p_execution bigint) IS 'Whether a pause is asked for; holds it until the end of the transaction';

--
-- Name: step; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.step (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    counted_at timestamp with time zone,
    total bigint,
    done bigint,
    read bigint,
    created bigint,
    updated bigint,
    unchanged bigint,
    skipped bigint,
    invalid bigint,
    written bigint,
    warnings bigint,
    errors bigint,
    open integer DEFAULT 0 NOT NULL,
    month date NOT NULL,
    ordinal smallint NOT NULL,
    phase smallint DEFAULT 0 NOT NULL,
    has_failed boolean DEFAULT false NOT NULL,
    has_stopped boolean DEFAULT false NOT NULL,
    status text DEFAULT 'waiting'::text NOT NULL,
    owner text NOT NULL,
    name text NOT NULL,
    unit text,
    facts jsonb,
    more jsonb,
    resumed_at timestamp with time zone,
    CONSTRAINT step_ended_has_time_check CHECK (((ended_at IS NOT NULL) = (status = ANY (ARRAY['completed'::text, 'failed'::text, 'stopped'::text])))),
    CONSTRAINT step_ended_is_not_open_check CHECK (((ended_at IS NULL) OR (open = 0))),
    CONSTRAINT step_open_not_negative_check CHECK ((open >= 0)),
    CONSTRAINT step_status_check CHECK ((status = ANY (ARRAY['waiting'::text, 'running'::text, 'stopping'::text, 'paused'::text, 'completed'::text, 'failed'::text, 'stopped'::text])))
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.02');

ALTER TABLE ONLY job.step FORCE ROW LEVEL SECURITY;

ALTER TABLE job.step OWNER TO chantier_owner;

--
-- Name: TABLE step; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.step IS 'One stage of an execution. The last act of a task takes it off open and adds its figures here, in one update';

--
-- Name: COLUMN step.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.id IS 'Internal number';

--
-- Name: COLUMN step.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.execution_id IS 'job.execution';

--
-- Name: COLUMN step.started_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.started_at IS 'Its first task began, or its tasks were planned';

--
-- Name: COLUMN step.ended_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.ended_at IS 'Its last task ended';

--
-- Name: COLUMN step.counted_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.counted_at IS 'Its latest task ended';

--
-- Name: COLUMN step.total; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.total IS 'Items to handle; null: unknown';

--
-- Name: COLUMN step.done; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.done IS 'Items handled by ended tasks, so all of them when the step has ended; null: none yet, here and in the columns below';

--
-- Name: COLUMN step.read; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.read IS 'Records reached or items selected';

--
-- Name: COLUMN step.created; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.created IS 'Written new';

--
-- Name: COLUMN step.updated; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.updated IS 'Written with a difference';

--
-- Name: COLUMN step.unchanged; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.unchanged IS 'Nothing differed';

--
-- Name: COLUMN step.skipped; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN step.invalid; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.invalid IS 'Refused, each with a warning';

--
-- Name: COLUMN step.written; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.written IS 'Put into an output file';

--
-- Name: COLUMN step.warnings; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.warnings IS 'Warnings, kept or only counted';

--
-- Name: COLUMN step.errors; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.errors IS 'Number of errors; null: none yet';

--
-- Name: COLUMN step.open; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.open IS 'Tasks not ended. Set with the insertion of tasks; the last act of a task takes one off; who reads 0 goes on';

--
-- Name: COLUMN step.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.month IS 'As in job.execution';

--
-- Name: COLUMN step.ordinal; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.ordinal IS 'Place among the steps, from 1';

--
-- Name: COLUMN step.phase; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.phase IS 'How often the step has planned tasks after its first ones';

--
-- Name: COLUMN step.has_failed; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.has_failed IS 'A task failed: the others stop at their next chunk';

--
-- Name: COLUMN step.has_stopped; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.has_stopped IS 'A task was stopped';

--
-- Name: COLUMN step.status; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.status IS 'waiting, running, stopping, paused; ended: completed, failed, stopped';

--
-- Name: COLUMN step.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.owner IS 'As in job.execution';

--
-- Name: COLUMN step.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.name IS 'Name of the step';

--
-- Name: COLUMN step.unit; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.unit IS 'What done and total count: rows, bytes, products';

--
-- Name: COLUMN step.facts; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.facts IS 'What the step found out: charset, delimiter, records, columns';

--
-- Name: COLUMN step.more; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN step.resumed_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.step.resumed_at IS 'When it last went on after a pause or a retry: speeds are measured from here';

--
-- Name: _keep_errors(job.step); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._keep_errors(p_step job.step) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  with gone as (
    delete from job.error r
     where r.execution_id = p_step.execution_id and r.month = p_step.month and r.step_id = p_step.id
    returning r.*
  )
  insert into job.event (execution_id, step_id, task_id, owner, month, level, event, message, detail, at)
  select g.execution_id, g.step_id, g.task_id, g.owner, g.month, 'error', g.reason,
         concat_ws('. ', g.message, g.cause, g.hint),
         nullif(jsonb_strip_nulls(jsonb_build_object('sqlstate', g.sqlstate, 'worker', g.worker)), '{}'), g.at
    from gone g
   order by g.id;
end $$;

ALTER FUNCTION job._keep_errors(p_step job.step) OWNER TO chantier_owner;

--
-- Name: FUNCTION _keep_errors(p_step job.step); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._keep_errors(p_step job.step) IS 'Moves the errors of an attempt into the log';

--
-- Name: _keep_months(text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._keep_months(p_setting text) RETURNS integer
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select case when jsonb_typeof(s.value) = 'number' and (s.value)::numeric between 1 and 1200 then (s.value)::int end
    from tracker.setting s
   where s.key = p_setting
$$;

ALTER FUNCTION job._keep_months(p_setting text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _keep_months(p_setting text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._keep_months(p_setting text) IS 'For how many months something is kept; null: for ever';

--
-- Name: _kept_warnings(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._kept_warnings() RETURNS bigint
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce((select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'keep_warnings'), 100000)
$$;

ALTER FUNCTION job._kept_warnings() OWNER TO chantier_owner;

--
-- Name: FUNCTION _kept_warnings(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._kept_warnings() IS 'How many warnings of a step are kept';

--
-- Name: _lock_open_step(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._lock_open_step(p_execution bigint) RETURNS job.step
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_step job.step;
begin
  for v_try in 1 .. 200 loop
    select s.* into v_step
      from job.step s
     where s.execution_id = p_execution and s.open > 0
       for no key update;
    -- Not found: it ended while we waited for it, and another one has begun, or none.
    if found or not exists (select from job.execution e where e.id = p_execution and e.ended_at is null) then
      return v_step;
    end if;
  end loop;
  raise exception 'execution % has not ended, and none of its steps has open tasks', p_execution using errcode = '55000';
end $$;

ALTER FUNCTION job._lock_open_step(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _lock_open_step(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._lock_open_step(p_execution bigint) IS 'Locks the step of an execution that has open tasks';

--
-- Name: _lock_turn(text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._lock_turn(p_profile text) RETURNS boolean
    LANGUAGE sql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select current_setting('transaction_isolation') = 'read committed'
         and pg_try_advisory_xact_lock(1128812120, hashtext(lower(p_profile)))
$$;

ALTER FUNCTION job._lock_turn(p_profile text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _lock_turn(p_profile text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._lock_turn(p_profile text) IS 'Takes the right to give turns of a profile';

--
-- Name: _locked_workers(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._locked_workers() RETURNS integer[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return array(
    select l.objid::int
      from pg_locks l
     where l.locktype = 'advisory' and l.granted and l.classid = 1128812116 and l.objsubid = 2
       and l.database = (select d.oid from pg_database d where d.datname = current_database()));
end $$;

ALTER FUNCTION job._locked_workers() OWNER TO chantier_owner;

--
-- Name: FUNCTION _locked_workers(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._locked_workers() IS 'Workers whose advisory lock is held';

--
-- Name: execution; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.execution (
    id bigint NOT NULL,
    public_id uuid DEFAULT gen_random_uuid() NOT NULL,
    created_at timestamp with time zone NOT NULL,
    started_at timestamp with time zone,
    ended_at timestamp with time zone,
    warnings bigint DEFAULT 0 NOT NULL,
    errors bigint DEFAULT 0 NOT NULL,
    owner_id integer NOT NULL,
    month date NOT NULL,
    job_id smallint NOT NULL,
    priority smallint DEFAULT 1 NOT NULL,
    step smallint DEFAULT 1 NOT NULL,
    steps smallint NOT NULL,
    status text DEFAULT 'queued'::text NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    job text NOT NULL,
    profile text,
    label text NOT NULL,
    stopped_by text,
    colour text GENERATED ALWAYS AS (
CASE
    WHEN ((status = ANY (ARRAY['failed'::text, 'abandoned'::text, 'unknown'::text])) OR ((status = 'completed'::text) AND (errors > 0))) THEN 'red'::text
    WHEN ((status = 'completed'::text) AND (warnings > 0)) THEN 'yellow'::text
    WHEN (status = 'completed'::text) THEN 'green'::text
    WHEN (status = 'stopped'::text) THEN 'grey'::text
    ELSE 'blue'::text
END) STORED,
    problems bigint GENERATED ALWAYS AS (
CASE
    WHEN (status = ANY (ARRAY['failed'::text, 'abandoned'::text, 'unknown'::text])) THEN GREATEST(errors, (1)::bigint)
    WHEN (errors > 0) THEN errors
    ELSE warnings
END) STORED,
    items bigint,
    hour timestamp with time zone GENERATED ALWAYS AS (date_bin('01:00:00'::interval, ended_at, '1970-01-01 00:00:00+00'::timestamp with time zone)) STORED,
    day date GENERATED ALWAYS AS (((ended_at AT TIME ZONE 'UTC'::text))::date) STORED,
    has_turn boolean DEFAULT true NOT NULL,
    preview boolean DEFAULT false NOT NULL,
    CONSTRAINT execution_ended_has_time_check CHECK (((ended_at IS NOT NULL) = (status = ANY (ARRAY['completed'::text, 'stopped'::text, 'failed'::text, 'abandoned'::text, 'unknown'::text])))),
    CONSTRAINT execution_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'export'::text, 'mass_edit'::text, 'rule'::text, 'project'::text]))),
    CONSTRAINT execution_month_is_first_day_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
    CONSTRAINT execution_priority_check CHECK (((priority >= 0) AND (priority <= 2))),
    CONSTRAINT execution_status_check CHECK ((status = ANY (ARRAY['queued'::text, 'starting'::text, 'running'::text, 'pausing'::text, 'paused'::text, 'stopping'::text, 'completed'::text, 'stopped'::text, 'failed'::text, 'abandoned'::text, 'unknown'::text]))),
    CONSTRAINT execution_step_in_steps_check CHECK (((step >= 1) AND (step <= steps)))
)
WITH (fillfactor='80');

ALTER TABLE ONLY job.execution FORCE ROW LEVEL SECURITY;

ALTER TABLE job.execution OWNER TO chantier_owner;

--
-- Name: TABLE execution; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.execution IS 'One run of a job: who, what, and how it stands. A handful of updates in its life';

--
-- Name: COLUMN execution.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.id IS 'Internal number; the only thing a notification channel may carry';

--
-- Name: COLUMN execution.public_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.public_id IS 'Random id in the URL';

--
-- Name: COLUMN execution.created_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.created_at IS 'Launched';

--
-- Name: COLUMN execution.started_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.started_at IS 'Its first task began';

--
-- Name: COLUMN execution.ended_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.ended_at IS 'Ended, whatever the status';

--
-- Name: COLUMN execution.warnings; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.warnings IS 'Exact number of warnings; written once, when it ends';

--
-- Name: COLUMN execution.errors; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.errors IS 'Number of errors; written once, when it ends';

--
-- Name: COLUMN execution.owner_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.owner_id IS 'job.owner of the launcher';

--
-- Name: COLUMN execution.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.month IS 'First day of the month of the launch: partition of all its rows';

--
-- Name: COLUMN execution.job_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.job_id IS 'job.job';

--
-- Name: COLUMN execution.priority; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN execution.step; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.step IS 'Ordinal of the step at work, from 1';

--
-- Name: COLUMN execution.steps; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.steps IS 'Number of steps';

--
-- Name: COLUMN execution.status; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.status IS 'queued, starting, running, pausing, paused, stopping; ended: completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN execution.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.owner IS 'The person who launched it: the only one who sees it';

--
-- Name: COLUMN execution.kind; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.kind IS 'One of the five kinds';

--
-- Name: COLUMN execution.job; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.job IS 'Name of the job';

--
-- Name: COLUMN execution.profile; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.profile IS 'Code of the saved profile it was launched from';

--
-- Name: COLUMN execution.label; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.label IS 'What people read';

--
-- Name: COLUMN execution.stopped_by; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN execution.colour; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.colour IS 'green, yellow, red, grey (stopped) or blue (not ended)';

--
-- Name: COLUMN execution.problems; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.problems IS 'The number shown beside the colour: errors, else warnings';

--
-- Name: COLUMN execution.items; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.items IS 'Items handled: the largest number read or written by one of its steps; written once, when it ends';

--
-- Name: COLUMN execution.hour; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.hour IS 'Beginning of the hour (UTC) in which it ended';

--
-- Name: COLUMN execution.day; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.day IS 'Day (UTC) on which it ended; statistics are by it, so that those of a past day stay';

--
-- Name: COLUMN execution.has_turn; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.has_turn IS 'False: it waits for an earlier execution of its profile; its tasks stand in job.held';

--
-- Name: COLUMN execution.preview; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution.preview IS 'Whether it only shows what it would do: nothing is written to the catalogue';

--
-- Name: _log(job.execution, text, text, text, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb DEFAULT NULL::jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into job.event (execution_id, owner, month, level, event, message, detail, at)
  values (p_execution.id, p_execution.owner, p_execution.month, p_level, p_event, p_message, p_detail, job.now());
end $$;

ALTER FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb) IS 'Adds a line to the log of an execution';

--
-- Name: _make_partitions(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._make_partitions() RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    AS $$
declare
  v_this  date := date_trunc('month', job.now() at time zone 'UTC')::date;
  v_table text;
  v_name  text;
  v_month date;
  v_count int := 0;
begin
  foreach v_table in array array['job.outcome', 'job.warning', 'job.unkept_warning', 'job.error', 'job.event', 'job.piece', 'job.invalid_item',
    'catalog.history', 'catalog.superseded_record'] loop
    for v_month in select (v_this + make_interval(months => n))::date from generate_series(0, 2) as n loop
      v_name := v_table || to_char(v_month, '"_"YYYY"_"MM');
      continue when to_regclass(v_name) is not null;
      begin
        execute format('create table %s partition of %s for values from (%L) to (%L)',
          v_name, v_table, v_month, (v_month + interval '1 month')::date);
        execute format('alter table %s enable row level security', v_name);
        execute format('alter table %s force row level security', v_name);
        v_count := v_count + 1;
      exception when check_violation or lock_not_available then null;
      end;
    end loop;
  end loop;
  return v_count;
end $$;

ALTER FUNCTION job._make_partitions() OWNER TO chantier_owner;

--
-- Name: FUNCTION _make_partitions(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._make_partitions() IS 'Makes the partitions of the months to come';

--
-- Name: _make_preview(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._make_preview(p_execution bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_schema text := 'preview_' || p_execution;
  v_take   text[] := array['product', 'product_model', 'unique_value', 'association'];
  v_copied text[] := '{}';
  v_item   record;
begin
  if to_regnamespace(v_schema) is not null then
    return false;
  end if;
  if not has_database_privilege(current_database(), 'create') then
    raise exception 'a preview needs a schema of its own, and % may make none in this database', current_user
      using errcode = '42501',
            hint = format('Run "chantier database migrate", or: grant create on database %I to %I', current_database(), current_user);
  end if;
  execute format('create schema %I', v_schema);
  execute format('comment on schema %I is %L', v_schema, 'The catalogue as execution ' || p_execution || ' would leave it; dropped when it ends');
  execute format('grant usage on schema %I to chantier_worker', v_schema);
  execute format('create sequence %I.item_id as bigint start with 4503599627370496', v_schema);
  execute format(
    'create table %1$I.changed (
       place bigint generated always as identity primary key,
       relation text collate "C" not null, item text collate "C" not null, before jsonb, after jsonb,
       unique (relation, item))', v_schema);
  execute format('create table %1$I.gone (id bigint primary key)', v_schema);
  execute format('create table %1$I.link_owner (kind text collate "C" not null, id bigint not null, primary key (kind, id))', v_schema);

  -- Tables, without their indexes: those come when the rows are there.
  for v_item in
    select c.oid, c.relname,
           c.relname <> all (v_take)
           and not exists (
             select from pg_catalog.pg_attribute a
              where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                and (a.attname = 'execution_id' or a.atttypid = 'bytea'::regtype)) as is_copied
      from pg_catalog.pg_class c
     where c.relnamespace = 'catalog'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
     order by c.relname
  loop
    execute format('create table %I.%I (like catalog.%I including all excluding indexes excluding comments excluding statistics)',
                   v_schema, v_item.relname, v_item.relname);
    if v_item.is_copied then
      execute format('insert into %I.%I select * from catalog.%I', v_schema, v_item.relname, v_item.relname);
      v_copied := v_copied || v_item.relname::text;
    end if;
  end loop;
  -- Its own order: not even a sequence of the catalogue moves.
  execute format('alter table %1$I.history alter column place drop default, alter column place add generated always as identity', v_schema);

  -- Keys and indexes under their own names: the program and its messages speak of them. Links between the structure's tables
  -- hold too; not those of fetched items, whose owners need not be here.
  for v_item in
    select format('alter table %I.%I add constraint %I %s', v_schema, c.relname, n.conname,
                  job._in_schema(pg_get_constraintdef(n.oid), v_schema)) as command
      from pg_catalog.pg_constraint n
      join pg_catalog.pg_class c on c.oid = n.conrelid
     where c.relnamespace = 'catalog'::regnamespace and not c.relispartition
       and (n.contype in ('p', 'u', 'x') or n.contype = 'f' and c.relname <> all (v_take))
     order by n.contype = 'f', c.relname, n.conname
  loop
    execute v_item.command;
  end loop;
  for v_item in
    select regexp_replace(job._in_schema(pg_get_indexdef(i.indexrelid), v_schema), ' ON ONLY ', ' ON ') as command
      from pg_catalog.pg_index i
      join pg_catalog.pg_class c on c.oid = i.indrelid
     where c.relnamespace = 'catalog'::regnamespace and not c.relispartition and c.relkind in ('r', 'p')
       and not exists (select from pg_catalog.pg_constraint n where n.conindid = i.indexrelid and n.conrelid = c.oid)
     order by 1
  loop
    execute v_item.command;
  end loop;

  -- Functions; a body may speak of others, so nothing is checked before all are there.
  perform set_config('check_function_bodies', 'off', true);
  for v_item in
    select job._in_schema(pg_get_functiondef(p.oid), v_schema) as command,
           format('%I.%I(%s)', v_schema, p.proname, pg_get_function_identity_arguments(p.oid)) as name
      from pg_catalog.pg_proc p
     where p.pronamespace = 'catalog'::regnamespace and p.prokind = 'f'
  loop
    execute v_item.command;
    execute format('revoke execute on function %s from public', v_item.name);
    execute format('grant execute on function %s to chantier_worker', v_item.name);
  end loop;
  for v_item in
    select job._in_schema(pg_get_triggerdef(t.oid), v_schema) as command
      from pg_catalog.pg_trigger t
      join pg_catalog.pg_class c on c.oid = t.tgrelid
     where c.relnamespace = 'catalog'::regnamespace and not t.tgisinternal and not c.relispartition
     order by c.relname, t.tgname
  loop
    execute v_item.command;
  end loop;
  perform job._make_preview_functions(v_schema);
  for v_item in
    select c.relname
      from pg_catalog.pg_class c
     where c.relnamespace = v_schema::regnamespace and c.relkind = 'r' and c.relname = any (v_copied)
  loop
    execute format('analyze %I.%I', v_schema, v_item.relname);
    if v_item.relname not in ('structure_version', 'media') then
      execute format('create trigger note_change after insert or update or delete on %1$I.%2$I for each row execute function %1$I._note_change()',
                     v_schema, v_item.relname);
    end if;
  end loop;
  for v_item in select unnest(array['product', 'product_model']) as relname loop
    execute format('create trigger note_deletion after delete on %1$I.%2$I for each row execute function %1$I._note_deletion()',
                   v_schema, v_item.relname);
  end loop;
  execute format('grant select, insert, update, delete on all tables in schema %I to chantier_worker', v_schema);
  execute format('grant usage, select, update on all sequences in schema %I to chantier_worker', v_schema);
  return true;
end $_$;

ALTER FUNCTION job._make_preview(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _make_preview(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._make_preview(p_execution bigint) IS 'Makes the catalogue in which a preview works';

--
-- Name: _make_preview_functions(text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._make_preview_functions(p_schema text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
end $_$;

ALTER FUNCTION job._make_preview_functions(p_schema text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _make_preview_functions(p_schema text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._make_preview_functions(p_schema text) IS 'Makes the functions that only a preview''s catalogue has';

--
-- Name: _notify_end(job.execution, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_reason  text;
  v_message text;
begin
  if p_execution.status = 'stopped' and p_execution.stopped_by is not distinct from p_execution.owner then
    return;
  end if;
  if p_execution.errors > 0 then
    select r.reason, left(r.message, 200) into v_reason, v_message
      from job.error r
     where r.execution_id = p_execution.id and r.month = p_execution.month
     order by r.id
     limit 1;
  elsif p_execution.warnings > 0 then
    select w.reason into v_reason
      from job.warning w
     where w.execution_id = p_execution.id and w.month = p_execution.month
     order by w.step_id, w.row, w.id
     limit 1;
  end if;

  insert into tracker.notification (person, execution_id, owner, month, status, colour, kind, job, label, problems, stopped_by,
                                    first_reason, first_message, created_at)
  select p.person, p_execution.id, p_execution.owner, p_execution.month, p_execution.status, p_execution.colour,
         p_execution.kind, p_execution.job, p_execution.label, p_execution.problems, p_execution.stopped_by, v_reason,
         v_message, p_execution.ended_at
    from (
      select p_execution.owner as person
       union
      select u.value
        from jsonb_array_elements_text(case jsonb_typeof(p_others) when 'array' then p_others else '[]' end) as u
       where u.value <> ''
    ) as p;
end $$;

ALTER FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _notify_end(p_execution job.execution, p_others jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) IS 'Writes the notifications about an end';

--
-- Name: _pass_unplanned(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._pass_unplanned(p_step bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_next record;
begin
  select c.next_name, c.is_planned into v_next from job.complete_step(p_step) as c;
  if v_next.is_planned then
    raise exception 'the step "%" is planned, so the tasks before it cannot be completed in groups', v_next.next_name
      using errcode = '55000';
  end if;
end $$;

ALTER FUNCTION job._pass_unplanned(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _pass_unplanned(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._pass_unplanned(p_step bigint) IS 'Completes a step whose next one is not planned';

--
-- Name: _pause_waiting(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._pause_waiting(p_step bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  update job.held h
     set reason = 'paused', detail = null
   where h.ctid = any (array(
           select x.ctid from job.held x where x.step_id = p_step and x.reason <> 'paused' for update skip locked));

  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  select t.id, t.execution_id, t.step_id, t.owner, g.owner_id, g.job_id, g.priority, 'paused', job.now()
    from job._take_ready(p_step) g
    join job.task t on t.step_id = p_step and t.id = g.task_id;
end $$;

ALTER FUNCTION job._pause_waiting(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _pause_waiting(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._pause_waiting(p_step bigint) IS 'Sets aside the tasks of a step that no worker holds';

--
-- Name: _put_event(job.lease, text, text, text, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into job.event (execution_id, step_id, task_id, owner, month, level, event, message, detail, at)
  values (p_lease.execution_id, p_lease.step_id, p_lease.task_id, p_lease.owner, p_lease.month, p_level, p_event,
          p_message, p_detail, job.now());
end $$;

ALTER FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) IS 'Adds a line to the log of an execution';

--
-- Name: _put_outcome(job.lease, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._put_outcome(p_lease job.lease, p_state text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  insert into job.outcome (task_id, step_id, execution_id, owner, month, state, worker_id, done, read, created, updated,
                           unchanged, skipped, invalid, written, more, warnings, error_count, crash_count,
                           hand_back_count, claimed_at, ended_at, position, range_end,
                           checkpoint_version, checkpoint)
  values (p_lease.task_id, p_lease.step_id, p_lease.execution_id, p_lease.owner, p_lease.month, p_state,
          p_lease.worker_id, p_lease.done, p_lease.read, p_lease.created, p_lease.updated, p_lease.unchanged,
          p_lease.skipped, p_lease.invalid, p_lease.written, p_lease.more, p_lease.warnings,
          nullif(p_lease.error_count, 0), nullif(p_lease.crash_count, 0), nullif(p_lease.hand_back_count, 0),
          p_lease.claimed_at, job.now(), case when p_state <> 'completed' then p_lease.position end,
          case when p_state <> 'completed' then p_lease.range_end end,
          case when p_state <> 'completed' then p_lease.checkpoint_version end,
          case when p_state <> 'completed' then p_lease.checkpoint end);
end $$;

ALTER FUNCTION job._put_outcome(p_lease job.lease, p_state text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _put_outcome(p_lease job.lease, p_state text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._put_outcome(p_lease job.lease, p_state text) IS 'Stores how a task ended';

--
-- Name: _put_reasons(job.step, job.execution); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_day date := (job.now() at time zone 'UTC')::date;
begin
  delete from job.reason r where r.execution_id = p_step.execution_id and r.step_id = p_step.id;
  insert into job.reason (execution_id, step_id, owner, month, kind, job, day, reason, field, is_error, is_note, count,
                          is_uniform, message, template, rows)
  select p_step.execution_id, p_step.id, p_step.owner, p_step.month, p_execution.kind, p_execution.job, v_day, f.reason,
         f.field, false, f.is_note, g.count, g.is_uniform, f.message,
         job._template(f.message, f.row, f.line, f.identifier, f.field, f.value), g.rows
    from (
      select w.reason, coalesce(w.field, '') as place, w.is_note, sum(w.count) as count,
             min(w.message) = max(w.message) and bool_and(w.is_uniform) as is_uniform,
             coalesce((array_agg(w.row order by w.row) filter (where w.row is not null))[1:3], '{}') as rows
        from job._counted_warnings(p_step.execution_id, p_step.month, p_step.id) w
       group by 1, 2, 3
    ) as g
    join (
      select distinct on (w.reason, coalesce(w.field, ''), w.is_note)
             w.reason, coalesce(w.field, '') as place, w.is_note, w.row, w.line, w.identifier, w.field, w.value, w.message
        from job._counted_warnings(p_step.execution_id, p_step.month, p_step.id) w
       order by w.reason, coalesce(w.field, ''), w.is_note, w.id, w.row
    ) as f using (reason, place, is_note);
  insert into job.reason (execution_id, step_id, owner, month, kind, job, day, reason, is_error, is_note, count, is_uniform,
                          message, template)
  select p_step.execution_id, p_step.id, p_step.owner, p_step.month, p_execution.kind, p_execution.job, v_day, r.reason,
         true, false, count(*), min(r.message) = max(r.message), min(r.message),
         job._template(min(r.message), null, null, null, null, null)
    from job.error r
   where r.execution_id = p_step.execution_id and r.month = p_step.month and r.step_id = p_step.id
   group by r.reason;
end $$;

ALTER FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) OWNER TO chantier_owner;

--
-- Name: FUNCTION _put_reasons(p_step job.step, p_execution job.execution); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) IS 'Sums the warnings and errors of an ended step';

--
-- Name: _put_tasks(job.step, job.execution, bigint[], bigint[], bigint[], jsonb[], smallint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_tag bigint := job._first_tag(p_execution.owner_id, p_execution.priority, cardinality(p_part));
begin
  with put as (
    insert into job.task (step_id, execution_id, owner, month, part, range_start, range_end, input, tag, priority,
                          checkpoint_version, created_at)
    select p_step.id, p_execution.id, p_execution.owner, p_execution.month, n.part, n.range_start, n.range_end, n.input,
           v_tag + n.place - 1, p_execution.priority, p_version, job.now()
      from unnest(p_part, p_range_start, p_range_end, p_input)
           with ordinality as n(part, range_start, range_end, input, place)
     order by n.place
    returning id, tag
  )
  insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
  select p_execution.priority, p.tag, p.id, p_execution.owner_id, p_execution.job_id, p_step.id from put p;
end $$;

ALTER FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) IS 'Inserts tasks and makes them ready';

--
-- Name: _ready_again(job.step, job.execution, bigint[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_clock bigint;
  v_begun bigint[];
  v_fresh bigint[];
  v_tag   bigint;
begin
  perform pg_current_xact_id();
  v_clock := job._clock(p_execution.priority);
  with back as (
    update job.lease l
       set tag = v_clock, token = nextval('job.token_seq'), begun_at = null,
           -- The gap of the pause is no gap between commits: a stall would be noticed hours late.
           sample_at = case when l.sample_at is not null then array[job.now()] end,
           sample_done = case when l.sample_at is not null then array[coalesce(l.done, 0)] end
     where l.task_id = any (p_tasks) and l.worker_id is null
    returning l.task_id
  ),
  put as (
    insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
    select p_execution.priority, v_clock, b.task_id, p_execution.owner_id, p_execution.job_id, p_step.id from back b
  )
  select array_agg(b.task_id) into v_begun from back b;

  v_fresh := array(
    select n.id from unnest(p_tasks) as n(id) where n.id <> all (coalesce(v_begun, '{}')) order by n.id);
  if cardinality(v_fresh) > 0 then
    v_tag := job._first_tag(p_execution.owner_id, p_execution.priority, cardinality(v_fresh));
    with placed as (
      update job.task t
         set tag = v_tag + n.place - 1
        from unnest(v_fresh) with ordinality as n(id, place)
       where t.step_id = p_step.id and t.id = n.id
      returning t.id, t.tag
    )
    insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
    select p_execution.priority, p.tag, p.id, p_execution.owner_id, p_execution.job_id, p_step.id from placed p;
  end if;
end $$;

ALTER FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION _ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) IS 'Makes tasks ready that come back from a pause or for a retry';

--
-- Name: _reopen_step(job.step); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._reopen_step(p_step job.step) RETURNS bigint[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now   timestamptz := job.now();
  v_tasks bigint[];
  v_sum   job.lease;
  v_more  jsonb;
  v_notes int;
begin
  insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, committed_at,
                         done, read, created, updated, unchanged, skipped, invalid, written, more, warnings,
                         owner_id, month, hand_back_count, job_id, priority, owner, checkpoint_version, checkpoint,
                         sample_at, sample_done)
  select o.task_id, nextval('job.token_seq'), o.execution_id, o.step_id, coalesce(o.position, t.range_start),
         o.range_end, t.tag, o.claimed_at, case when o.done is not null then o.ended_at end,
         o.done, o.read, o.created, o.updated, o.unchanged, o.skipped, o.invalid, o.written, o.more, o.warnings,
         e.owner_id, o.month, coalesce(o.hand_back_count, 0), e.job_id, t.priority, o.owner, o.checkpoint_version,
         o.checkpoint, array[v_now], array[coalesce(o.done, 0)]
    from job.outcome o
    join job.task t on t.step_id = o.step_id and t.id = o.task_id
    join job.execution e on e.id = o.execution_id
   where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed' and o.claimed_at is not null;

  select sum(l.done), sum(l.read), sum(l.created), sum(l.updated), sum(l.unchanged), sum(l.skipped), sum(l.invalid),
         sum(l.written), sum(l.warnings)
    into v_sum.done, v_sum.read, v_sum.created, v_sum.updated, v_sum.unchanged, v_sum.skipped, v_sum.invalid,
         v_sum.written, v_sum.warnings
    from job.outcome l
   where l.step_id = p_step.id and l.month = p_step.month and l.state <> 'completed';
  select jsonb_object_agg(c.key, c.total) into v_more
    from (
      select n.key, sum(n.value) as total
        from (
          select e.key, e.value::numeric as value from jsonb_each_text(p_step.more) as e
           union all
          select e.key, -e.value::numeric
            from job.outcome o
           cross join lateral jsonb_each_text(o.more) as e
           where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
        ) as n
       group by n.key
      having sum(n.value) <> 0
    ) as c;
  with gone as (
    delete from job.outcome o
     where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
    returning o.task_id
  )
  select coalesce(array_agg(g.task_id order by g.task_id), '{}') into v_tasks from gone g;

  -- Written anew at the end: the sums by reason, and the note about warnings that are not kept.
  delete from job.reason r where r.execution_id = p_step.execution_id and r.step_id = p_step.id;
  delete from job.warning w
   where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
     and w.task_id is null and w.reason = 'more_warnings' and w.is_note;
  get diagnostics v_notes = row_count;

  update job.step s
     set open = case when s.open > 0 then s.open else greatest(cardinality(v_tasks), 1) end,
         status = 'waiting',
         started_at = nullif(s.started_at, s.ended_at),      -- one that never began got both at once
         ended_at = null,
         resumed_at = v_now,
         phase = case when s.ordinal > 1 and not exists (select from job.task t where t.step_id = s.id) then -1 else s.phase end,
         has_failed = false,
         has_stopped = false,
         errors = null,
         done = nullif(s.done - coalesce(v_sum.done, 0), 0),
         read = nullif(s.read - coalesce(v_sum.read, 0), 0),
         created = nullif(s.created - coalesce(v_sum.created, 0), 0),
         updated = nullif(s.updated - coalesce(v_sum.updated, 0), 0),
         unchanged = nullif(s.unchanged - coalesce(v_sum.unchanged, 0), 0),
         skipped = nullif(s.skipped - coalesce(v_sum.skipped, 0), 0),
         invalid = nullif(s.invalid - coalesce(v_sum.invalid, 0), 0),
         written = nullif(s.written - coalesce(v_sum.written, 0), 0),
         warnings = nullif(s.warnings - coalesce(v_sum.warnings, 0) - v_notes, 0),
         more = v_more
   where s.id = p_step.id;
  return v_tasks;
end $$;

ALTER FUNCTION job._reopen_step(p_step job.step) OWNER TO chantier_owner;

--
-- Name: FUNCTION _reopen_step(p_step job.step); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._reopen_step(p_step job.step) IS 'Undoes the end of a step; answers the tasks that must run again';

--
-- Name: _requeue(job.lease); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._requeue(p_lease job.lease) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_tag bigint;
begin
  if job._is_paused(p_lease.execution_id) then
    perform job._set_aside(p_lease);
    return;
  end if;
  perform pg_current_xact_id();
  v_tag := job._clock(p_lease.priority);
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), tag = v_tag, begun_at = null
   where l.task_id = p_lease.task_id;
  insert into job.ready (priority, tag, task_id, owner_id, job_id, step_id)
  values (p_lease.priority, v_tag, p_lease.task_id, p_lease.owner_id, p_lease.job_id, p_lease.step_id);
end $$;

ALTER FUNCTION job._requeue(p_lease job.lease) OWNER TO chantier_owner;

--
-- Name: FUNCTION _requeue(p_lease job.lease); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._requeue(p_lease job.lease) IS 'Makes a task ready again, at the front of its priority';

--
-- Name: _retain(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._retain() RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_this       date := date_trunc('month', job.now() at time zone 'UTC')::date;
  v_kind       record;
  v_from       date;
  v_open       date;
  v_dropped    int;
  v_passed     bigint[];
  v_executions bigint[] := '{}';
  v_partitions int := 0;
  v_notices    int;
begin
  -- What has lost its details loses its tasks and the rows of its files.
  select array_agg(e.id order by e.id) into v_passed
    from (
      select x.id,
             bool_and(x.ended_at is not null and x.month < (select r.kept_from from job.retention r where r.key = 'details'))
               over (order by x.id) as may_go
        from job.execution x
       where x.id > (select r.passed_id from job.retention r where r.key = 'details')
       order by x.id
       limit 500
    ) as e
   where e.may_go;
  if v_passed is not null then
    delete from job.task t
     where t.step_id in (select s.id from job.step s where s.execution_id = any (v_passed));
    delete from job.artifact a where a.execution_id = any (v_passed);
    delete from catalog.deferred_record d where d.execution_id = any (v_passed);
    delete from catalog.archive_file f where f.execution_id = any (v_passed);
    perform catalog.forget_export(v_passed);
    perform catalog.forget_undo(v_passed);
    perform catalog.forget_selection(v_passed);
    update job.retention r set passed_id = v_passed[cardinality(v_passed)] where r.key = 'details';
  end if;
  delete from tracker.notification n
   where n.id in (
           select o.id
             from (select x.id, x.month from tracker.notification x order by x.id limit 500) as o
            where o.month < (select r.kept_from from job.retention r where r.key = 'details'));
  get diagnostics v_notices = row_count;

  -- Executions whose time is over, once their details are gone.
  select v_this - make_interval(months => k.months) into v_from from job._keep_months('keep_execution_months') as k(months);
  select coalesce(array_agg(e.id), '{}') into v_executions
    from (select x.id, x.month, x.ended_at from job.execution x order by x.id limit 500) as e
   where e.month < v_from and e.ended_at is not null
     and e.id <= (select r.passed_id from job.retention r where r.key = 'details');
  if cardinality(v_executions) > 0 then
    -- What the history still says of them needs their kind.
    insert into catalog.past_execution (execution_id, public_id, owner, month, kind, job)
    select e.id, e.public_id, e.owner, e.month, e.kind, e.job
      from job.execution e
     where e.id = any (v_executions)
       and exists (select from catalog.history h where h.execution_id = e.id)
    on conflict do nothing;
    delete from job.reason r where r.execution_id = any (v_executions);
    delete from job.step s where s.execution_id = any (v_executions);
    delete from job.execution_detail d where d.execution_id = any (v_executions);
    delete from job.execution e where e.id = any (v_executions);
    perform job._forget_openings(v_executions);
  end if;

  update job.retention r
     set tried_at = job.now()
   where r.ctid = any (array(
           select x.ctid
             from job.retention x
            where x.key = 'details' and coalesce(x.tried_at, '-infinity') < job.now() - interval '1 hour'
              for no key update skip locked));      -- held by a retry that has not been committed: another time
  if found then
    -- Before anything is dropped: it may read the whole table, and a drop stops everybody's next statement.
    select (min(e.month) - interval '1 month')::date into v_open from job.execution e where e.ended_at is null;
    for v_kind in values ('details', 'keep_months'), ('history', 'keep_history_months') loop
      select v_this - make_interval(months => k.months) into v_from from job._keep_months(v_kind.column2) as k(months);
      continue when v_from is null;
      v_from := least(v_from, v_open);
      -- Said first: when a table is busy a part of a month may be gone already, and the rest goes another time.
      update job.retention r
         set kept_from = v_from
       where r.key = v_kind.column1 and coalesce(r.kept_from, '-infinity') < v_from;
      v_dropped := job._drop_partitions(
        v_kind.column1, (select r.kept_from from job.retention r where r.key = v_kind.column1));
      v_partitions := v_partitions + coalesce(v_dropped, 0);
    end loop;
    delete from catalog.past_execution p where p.month < (select r.kept_from from job.retention r where r.key = 'history');
  end if;
  return jsonb_build_object('dropped', v_partitions, 'passed', coalesce(cardinality(v_passed), 0), 'notifications', v_notices,
                            'executions', cardinality(v_executions));
end $$;

ALTER FUNCTION job._retain() OWNER TO chantier_owner;

--
-- Name: FUNCTION _retain(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._retain() IS 'Removes what is older than the settings say';

--
-- Name: _retry_refusal(job.execution, job.step); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._retry_refusal(p_execution job.execution, p_step job.step) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_input bigint := (select d.input_artifact_id from job.execution_detail d where d.execution_id = p_execution.id);
  v_file  job.artifact;
begin
  if p_step.id is null then
    return 'its steps are not kept any more';
  end if;
  if v_input is not null then
    select a.* into v_file from job.artifact a where a.id = v_input;
    if v_file.error_reason is not null then
      return format('its file "%s" was never received', v_file.name);
    end if;
    if v_file.id is null
       or v_file.size > 0 and not exists (select from job.piece p where p.artifact_id = v_file.id and p.month = v_file.month)
    then
      return format('its file%s is not kept any more', coalesce(' "' || v_file.name || '"', ''));
    end if;
  end if;

  -- Where tasks stood is dropped with their month; and an older program did not keep it.
  if exists (select from job.retention r where r.key = 'details' and p_execution.month < r.kept_from)
     or exists (
       select from job.outcome o
        where o.step_id = p_step.id and o.month = p_step.month and o.state <> 'completed'
          and o.claimed_at is not null and o.position is null)
  then
    return 'where its tasks stood is not kept any more';
  end if;
  return null;
end $$;

ALTER FUNCTION job._retry_refusal(p_execution job.execution, p_step job.step) OWNER TO chantier_owner;

--
-- Name: FUNCTION _retry_refusal(p_execution job.execution, p_step job.step); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._retry_refusal(p_execution job.execution, p_step job.step) IS 'Why an execution cannot be retried';

--
-- Name: _set_aside(job.lease); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._set_aside(p_lease job.lease) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), begun_at = null
   where l.task_id = p_lease.task_id;
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  values (p_lease.task_id, p_lease.execution_id, p_lease.step_id, p_lease.owner, p_lease.owner_id, p_lease.job_id,
          p_lease.priority, 'paused', job.now());
  perform job._settle_pause(p_lease.step_id);
end $$;

ALTER FUNCTION job._set_aside(p_lease job.lease) OWNER TO chantier_owner;

--
-- Name: FUNCTION _set_aside(p_lease job.lease); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._set_aside(p_lease job.lease) IS 'Sets a task aside as paused';

--
-- Name: _settle_pause(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._settle_pause(p_step bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_step job.step;
begin
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if v_step.open = 0 then
    return;
  end if;
  if v_step.has_failed then
    if job._end_waiting(p_step) = v_step.open then
      perform job.complete_step(p_step);
    end if;
    return;
  end if;

  if v_step.open = (select count(*) from job.held h where h.step_id = p_step and h.reason = 'paused') then
    update job.step s set status = 'paused' where s.id = p_step and s.status = 'running';
    update job.execution e set status = 'paused' where e.id = v_step.execution_id and e.status = 'pausing';
    if found then
      perform pg_notify('chantier_progress', v_step.execution_id::text);
    end if;
  end if;
end $$;

ALTER FUNCTION job._settle_pause(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _settle_pause(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._settle_pause(p_step bigint) IS 'Says that a step is paused when none of its tasks is at work';

--
-- Name: _take_ready(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._take_ready(p_step bigint) RETURNS TABLE(task_id bigint, owner_id integer, job_id smallint, priority smallint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
begin
  return query
  delete from job.ready r
   where r.ctid = any (array(
           select x.ctid
             from job.task t
             left join job.lease l on l.task_id = t.id
             join job.ready x
               on x.priority = t.priority and x.tag = coalesce(l.tag, t.tag) and x.task_id = t.id
            where t.step_id = p_step
              for update of x skip locked))
  returning r.task_id, r.owner_id, r.job_id, r.priority;
end $$;

ALTER FUNCTION job._take_ready(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _take_ready(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._take_ready(p_step bigint) IS 'Takes the tasks of a step that no worker holds out of the ready ones';

--
-- Name: _take_turn(job.execution, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._take_turn(p_execution job.execution, p_step bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_is_alone boolean := false;
  v_is_mine  boolean;
begin
  if p_execution.profile is null
     or not exists (select from job.profile p where lower(p.code) = lower(p_execution.profile) and p.overlap <> 'allow')
  then
    update job.execution e set has_turn = true where e.id = p_execution.id and not e.has_turn;
    return true;
  end if;
  v_is_mine := job._lock_turn(p_execution.profile);
  if v_is_mine then
    v_is_alone := not exists (
      select from job.execution e
       where e.profile = p_execution.profile and e.ended_at is null and e.id <> p_execution.id);
  end if;
  if v_is_alone then
    update job.execution e set has_turn = true where e.id = p_execution.id and not e.has_turn;
    return true;
  end if;

  update job.execution e set has_turn = false where e.id = p_execution.id and e.has_turn;
  perform job._wait_turn(p_step);
  if v_is_mine then
    perform job._give_turn(p_execution.profile);        -- the others may all stand aside themselves
  end if;
  return (select e.has_turn from job.execution e where e.id = p_execution.id);
end $$;

ALTER FUNCTION job._take_turn(p_execution job.execution, p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _take_turn(p_execution job.execution, p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._take_turn(p_execution job.execution, p_step bigint) IS 'Lets an execution wait when another one of its profile has not ended';

--
-- Name: _template(text, bigint, bigint, text, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
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
end $_$;

ALTER FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) IS 'A message without what comes from the item';

--
-- Name: _trim_warnings(job.step); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._trim_warnings(p_step job.step) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_row bigint;
  v_id  bigint;
  v_kept bigint := job._kept_warnings();
  v_has_more boolean;
begin
  select coalesce(w.row, 9223372036854775807), w.id into v_row, v_id
    from job.warning w
   where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
   order by w.row, w.id
  offset greatest(v_kept - 1, 0) limit 1;
  v_has_more := found;
  -- With fewer there than may be kept none goes: the others were never written.
  if v_kept = 0 or v_has_more then
    with gone as (
      delete from job.warning w
       where w.execution_id = p_step.execution_id and w.month = p_step.month and w.step_id = p_step.id
         and (v_kept = 0 or (coalesce(w.row, 9223372036854775807), w.id) > (v_row, v_id))
      returning w.id, w.reason, w.field, w.is_note, w.row, w.line, w.identifier, w.value, w.message
    )
    insert into job.unkept_warning (execution_id, step_id, count, row, line, month, is_note, is_uniform, owner, reason, identifier,
                                    field, value, message)
    select p_step.execution_id, p_step.id, g.count, w.row, w.line, p_step.month, w.is_note, g.is_uniform, p_step.owner, w.reason,
           w.identifier, w.field, w.value, w.message
      from (
        select min(w.id) as id, count(*) as count, min(w.message) = max(w.message) as is_uniform
          from gone w
         group by w.reason, w.field, w.is_note
      ) as g
      join gone w using (id);
  end if;
  insert into job.warning (execution_id, step_id, at, month, is_note, owner, reason, message)
  values (p_step.execution_id, p_step.id, job.now(), p_step.month, true, p_step.owner, 'more_warnings',
          format('only the first %s warnings of this step are kept; the count is exact', v_kept));
  return 1;
end $$;

ALTER FUNCTION job._trim_warnings(p_step job.step) OWNER TO chantier_owner;

--
-- Name: FUNCTION _trim_warnings(p_step job.step); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._trim_warnings(p_step job.step) IS 'Keeps the first warnings of a step';

--
-- Name: _wait_turn(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job._wait_turn(p_step bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, held_at)
  select t.id, t.execution_id, t.step_id, t.owner, g.owner_id, g.job_id, g.priority, 'profile', job.now()
    from job._take_ready(p_step) g
    join job.task t on t.step_id = p_step and t.id = g.task_id;
end $$;

ALTER FUNCTION job._wait_turn(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _wait_turn(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job._wait_turn(p_step bigint) IS 'Sets aside the tasks of an execution that waits for its turn';

--
-- Name: add_invalid_items(bigint, bigint, bytea, text, bigint[], bytea[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease from job.lease l where l.task_id = p_task and l.token = p_token;
  if not found then
    return;
  end if;
  if not exists (
    select from job.artifact a where a.execution_id = v_lease.execution_id and a.kind = 'invalid_items' and a.name = p_name
  ) then
    insert into job.artifact (execution_id, owner, month, kind, name, media_type, header, created_at)
    values (v_lease.execution_id, v_lease.owner, v_lease.month, 'invalid_items', p_name,
            case when p_name like '%.xlsx' then 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' else 'text/csv' end,
            p_header, job.now())
    on conflict (execution_id, kind, name) do nothing;
  end if;
  insert into job.invalid_item (execution_id, row, owner, month, bytes)
  select v_lease.execution_id, n.row, v_lease.owner, v_lease.month, n.bytes
    from unnest(p_rows, p_bytes) as n(row, bytes)
   order by n.row
      on conflict (execution_id, row, month) do nothing;
end $$;

ALTER FUNCTION job.add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]) IS 'Stores refused records, byte for byte';

--
-- Name: add_pieces(bigint, bigint, integer, bytea[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_artifact job.artifact;
begin
  select a.* into v_artifact from job.artifact a where a.id = p_artifact;
  if not found then
    raise exception 'no artifact %', p_artifact using errcode = 'P0002';
  end if;
  insert into job.piece (artifact_id, part, ordinal, owner, month, bytes)
  select p_artifact, p_part, p_first + n.place::int - 1, v_artifact.owner, v_artifact.month, n.bytes
    from unnest(p_pieces) with ordinality as n(bytes, place)
   order by n.place;
end $$;

ALTER FUNCTION job.add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]) IS 'Stores pieces of a file';

--
-- Name: add_warnings(bigint, bigint, text[], boolean[], bigint[], bigint[], text[], text[], text[], text[], jsonb[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
  v_left  bigint;
begin
  select l.* into v_lease from job.lease l where l.task_id = p_task and l.token = p_token;
  if not found then
    return;
  end if;
  v_left := greatest(job._kept_warnings() - coalesce(v_lease.warnings, 0), 0);
  insert into job.warning (execution_id, step_id, task_id, owner, month, reason, is_note, row, line, identifier, field,
                           value, message, item, at)
  select v_lease.execution_id, v_lease.step_id, v_lease.task_id, v_lease.owner, v_lease.month, n.reason, coalesce(n.is_note, false), n.row, n.line,
         n.identifier, n.field, left(n.value, 200), n.message, n.item, job.now()
    from unnest(p_reason, p_is_note, p_row, p_line, p_identifier, p_field, p_value, p_message, p_item)
         with ordinality as n(reason, is_note, row, line, identifier, field, value, message, item, place)
   where n.place <= v_left
   order by n.place;
  if cardinality(p_reason) > v_left then
    insert into job.unkept_warning (execution_id, step_id, count, row, line, month, is_note, is_uniform, owner, reason, identifier,
                                    field, value, message)
    select v_lease.execution_id, v_lease.step_id, g.count, n.row, n.line, v_lease.month, g.is_note, g.is_uniform, v_lease.owner,
           n.reason, n.identifier, n.field, left(n.value, 200), n.message
      from (
        select n.reason, n.field, coalesce(n.is_note, false) as is_note, count(*) as count, min(n.place) as place,
               min(n.message) = max(n.message) as is_uniform
          from unnest(p_reason, p_is_note, p_field, p_message) with ordinality as n(reason, is_note, field, message, place)
         where n.place > v_left
         group by 1, 2, 3
      ) as g
      join unnest(p_reason, p_row, p_line, p_identifier, p_field, p_value, p_message)
           with ordinality as n(reason, row, line, identifier, field, value, message, place) on n.place = g.place;
  end if;
end $$;

ALTER FUNCTION job.add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]) IS 'Stores the warnings of a chunk';

--
-- Name: begin_many(bigint[], bigint[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.begin_many(p_tasks bigint[], p_tokens bigint[]) RETURNS TABLE(task_id bigint, execution_id bigint, public_id uuid, owner text, month date, job text, kind text, step_id bigint, step_name text, ordinal smallint, steps smallint, phase smallint, priority smallint, part bigint, range_start bigint, range_end bigint, input jsonb, "position" bigint, done bigint, read bigint, created bigint, updated bigint, unchanged bigint, skipped bigint, invalid bigint, written bigint, more jsonb, warnings bigint, error_count smallint, crash_count smallint, hand_back_count integer, checkpoint jsonb, checkpoint_version smallint, parameters jsonb, input_artifact_id bigint, input_artifact_month date, is_first boolean)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
declare
  v_now        timestamptz := job.now();
  v_first      bigint[];
  v_executions bigint[];
begin
  select array_agg(w.id), array_agg(distinct w.execution_id)
    into v_first, v_executions
    from (
      select s.id, s.execution_id
        from job.step s
       where s.id in (
               select l.step_id
                 from job.lease l
                where l.task_id = any (p_tasks) and l.token = any (p_tokens)
             )
         and s.status = 'waiting'
       order by s.id
         for no key update skip locked
    ) as w;

  if v_first is not null then
    update job.step s set status = 'running', started_at = coalesce(s.started_at, v_now) where s.id = any (v_first);
    -- A pause or stop that came first keeps its word; a retry keeps when it first began.
    update job.execution e
       set status = case e.status when 'queued' then 'running' else e.status end, started_at = coalesce(e.started_at, v_now)
     where e.id = any (v_executions) and (e.status = 'queued' or e.started_at is null);
    insert into job.progress_notice (execution_id, notified_at)
    select e.id, v_now
      from job.execution e
      join job.job j on j.id = e.job_id
     where e.id = any (v_executions) and not j.is_short
        on conflict (execution_id) do nothing;
    perform pg_notify('chantier_progress', e.id::text)
       from job.execution e
       join job.job j on j.id = e.job_id
      where e.id = any (v_executions) and not j.is_short;
  end if;

  update job.lease l
     set begun_at = v_now
   where l.task_id = any (p_tasks) and l.token = any (p_tokens) and l.crash_streak > 0;

  return query
  select l.task_id, l.execution_id, e.public_id, l.owner, l.month, e.job, e.kind, l.step_id, s.name,
         s.ordinal, e.steps, s.phase, l.priority, t.part, t.range_start, l.range_end,
         t.input, l.position, coalesce(l.done, 0), coalesce(l.read, 0), coalesce(l.created, 0), coalesce(l.updated, 0),
         coalesce(l.unchanged, 0), coalesce(l.skipped, 0), coalesce(l.invalid, 0), coalesce(l.written, 0),
         l.more, coalesce(l.warnings, 0), l.error_count, l.crash_count,
         l.hand_back_count, l.checkpoint, coalesce(l.checkpoint_version, t.checkpoint_version), d.parameters,
         d.input_artifact_id, a.month, coalesce(l.step_id = any (v_first), false)
    from job.lease l
   cross join lateral (select n.* from job.task n where n.step_id = l.step_id and n.id = l.task_id limit 1) as t
   cross join lateral (select n.* from job.step n where n.id = l.step_id limit 1) as s
   cross join lateral (select n.* from job.execution n where n.id = l.execution_id limit 1) as e
   cross join lateral (select n.* from job.execution_detail n where n.execution_id = l.execution_id limit 1) as d
    left join lateral (select n.month from job.artifact n where n.id = d.input_artifact_id limit 1) as a on true
   where l.task_id = any (p_tasks) and l.token = any (p_tokens)
   order by l.task_id;
end $$;

ALTER FUNCTION job.begin_many(p_tasks bigint[], p_tokens bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION begin_many(p_tasks bigint[], p_tokens bigint[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.begin_many(p_tasks bigint[], p_tokens bigint[]) IS 'What is needed to run some claimed tasks';

--
-- Name: begin_task(bigint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.begin_task(p_task bigint, p_token bigint) RETURNS TABLE(task_id bigint, execution_id bigint, public_id uuid, owner text, month date, job text, kind text, step_id bigint, step_name text, ordinal smallint, steps smallint, phase smallint, priority smallint, part bigint, range_start bigint, range_end bigint, input jsonb, "position" bigint, done bigint, read bigint, created bigint, updated bigint, unchanged bigint, skipped bigint, invalid bigint, written bigint, more jsonb, warnings bigint, error_count smallint, crash_count smallint, hand_back_count integer, checkpoint jsonb, checkpoint_version smallint, parameters jsonb, input_artifact_id bigint, input_artifact_month date, is_first boolean)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return query select b.* from job.begin_many(array[p_task], array[p_token]) as b;
end $$;

ALTER FUNCTION job.begin_task(p_task bigint, p_token bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION begin_task(p_task bigint, p_token bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.begin_task(p_task bigint, p_token bigint) IS 'What is needed to run one claimed task; no row: the lease is lost';

--
-- Name: checkpoint(bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, bigint, jsonb, bigint, jsonb, smallint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now       timestamptz := job.now();
  v_execution bigint;
begin
  update job.lease l
     set position = p_position,
         done = p_done,
         read = p_read,
         created = p_created,
         updated = p_updated,
         unchanged = p_unchanged,
         skipped = p_skipped,
         invalid = p_invalid,
         written = p_written,
         more = p_more,
         warnings = p_warnings,
         checkpoint = p_checkpoint,
         checkpoint_version = p_version,
         committed_at = v_now,
         crash_streak = 0,
         sample_at = case w.keeps
           when 'all' then l.sample_at || v_now
           when 'but last' then l.sample_at[1 : w.count - 1] || v_now
           when 'but first' then l.sample_at[2 : w.count] || v_now
           else array[v_now] end,
         sample_done = case w.keeps
           when 'all' then l.sample_done || p_done
           when 'but last' then l.sample_done[1 : w.count - 1] || p_done
           when 'but first' then l.sample_done[2 : w.count] || p_done
           else array[p_done] end
    from (
      select c.count,
             case when c.count is null then 'none'
                  when c.count >= 2 and o.sample_at[c.count] - o.sample_at[c.count - 1]
                       < greatest(interval '60 s', (v_now - o.sample_at[1]) / 4) / 24 then 'but last'
                  when c.count >= 32 then 'but first'
                  else 'all' end as keeps
        from job.lease o, cardinality(o.sample_at) as c(count)
       where o.task_id = p_task
    ) as w
   where l.task_id = p_task and l.token = p_token
  returning l.execution_id into v_execution;
  if v_execution is null then
    return false;
  end if;

  perform from job.progress_notice n
    where n.execution_id = v_execution and n.notified_at < v_now - interval '1 s'
      for no key update skip locked;
  if found then
    update job.progress_notice n set notified_at = v_now where n.execution_id = v_execution;
    perform pg_notify('chantier_progress', v_execution::text);
  end if;
  return true;
end $$;

ALTER FUNCTION job.checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint) OWNER TO chantier_owner;

--
-- Name: FUNCTION checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint) IS 'Last statement of a chunk: counters, checkpoint and sample; false: lost';

--
-- Name: claim(integer, integer, bigint[], boolean); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean) RETURNS TABLE(task_id bigint, token bigint, execution_id bigint, step_id bigint, job_id smallint, priority smallint, tag bigint, is_resumed boolean)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
declare
  v_now      timestamptz := job.now();
  v_left     int := p_limit;
  v_priority smallint;
  v_mark     bigint;
  v_tag      bigint;
begin
  for v_turn in 0 .. 2 loop
    exit when v_left <= 0;
    v_priority := case when p_lowest_first then 2 - v_turn else v_turn end;
    v_mark := coalesce(p_marks[v_priority + 1], 0);
    v_tag := null;

    for task_id, token, execution_id, step_id, job_id, priority, tag, is_resumed in
      with gone as (
        delete from job.ready r
         where r.ctid = any (array(
                 select n.ctid
                   from job.ready n
                  where n.priority = v_priority and n.tag >= v_mark
                  order by n.priority, n.tag, n.task_id
                  limit v_left
                    for update skip locked))
        returning r.task_id, r.step_id, r.job_id, r.owner_id, r.tag
      ),
      picked as materialized (
        select g.*, t.execution_id, t.owner, t.month, t.range_start, t.range_end,
               (select true from job.lease l where l.task_id = g.task_id) is not null as is_resumed
          from gone g
         cross join lateral (
           select n.execution_id, n.owner, n.month, n.range_start, n.range_end
             from job.task n
            where n.step_id = g.step_id and n.id = g.task_id
            limit 1
         ) as t
      ),
      fresh as (
        insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at,
                               worker_id, owner_id, month, job_id, priority, owner)
        select p.task_id, nextval('job.token_seq'), p.execution_id, p.step_id, p.range_start, p.range_end, p.tag, v_now,
               p_worker, p.owner_id, p.month, p.job_id, v_priority, p.owner
          from picked p
         where not p.is_resumed
        returning task_id, token, execution_id, step_id, job_id, tag
      ),
      again as (
        update job.lease l
           set token = nextval('job.token_seq'), worker_id = p_worker, claimed_at = v_now, begun_at = null
         where l.task_id = any (array(select p.task_id from picked p where p.is_resumed))
        returning l.task_id, l.token, l.execution_id, l.step_id, l.job_id, l.tag
      )
      select f.task_id, f.token, f.execution_id, f.step_id, f.job_id, v_priority, f.tag, false from fresh f
      union all
      select a.task_id, a.token, a.execution_id, a.step_id, a.job_id, v_priority, a.tag, true from again a
      order by 7, 1
    loop
      v_left := v_left - 1;
      v_tag := tag;
      return next;
    end loop;

    if v_tag is not null then
      perform job._advance_clock(v_priority, v_tag);
    end if;
  end loop;

  update job.worker w
     set is_idle = v_left = p_limit
   where w.id = p_worker and w.is_idle is distinct from (v_left = p_limit);
end $$;

ALTER FUNCTION job.claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean) OWNER TO chantier_owner;

--
-- Name: FUNCTION claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean) IS 'Takes ready tasks in the fair order';

--
-- Name: complete_artifact(bigint, bigint, bigint, bytea); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update job.artifact a
     set size = p_size, records = p_records, sha256 = p_sha256, is_complete = true
   where a.id = p_artifact;
end $$;

ALTER FUNCTION job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea) OWNER TO chantier_owner;

--
-- Name: FUNCTION complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea) IS 'Says that a file is complete';

--
-- Name: complete_step(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.complete_step(p_step bigint) RETURNS TABLE(next_step_id bigint, next_ordinal smallint, next_name text, is_planned boolean, status text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  v_step      job.step;
  v_next      job.step;
  v_execution job.execution;
  v_errors    bigint := 0;
  v_now       timestamptz := job.now();
  v_status    text;
  v_plan      jsonb;
begin
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if not found or v_step.open <> 0 or v_step.ended_at is not null then
    raise exception 'step % cannot be completed: % open, status %', p_step, v_step.open, v_step.status using errcode = '55000';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_step.execution_id;

  if v_step.has_failed then
    select count(*) into v_errors
      from job.error r
     where r.execution_id = v_step.execution_id and r.month = v_step.month and r.step_id = p_step;
  end if;
  if v_step.warnings > job._kept_warnings() then
    v_step.warnings := v_step.warnings + job._trim_warnings(v_step);
  end if;

  if v_step.has_failed or v_step.warnings > 0 then
    perform job._put_reasons(v_step, v_execution);
  end if;

  if v_step.ordinal < v_execution.steps then
    select s.* into v_next
      from job.step s
     where s.execution_id = v_step.execution_id and s.ordinal = v_step.ordinal + 1
       for no key update;
  end if;
  v_status := case
    when v_step.has_failed then 'failed'
    when v_step.has_stopped then 'stopped'
    when v_next.id is not null and exists (
      select from job.request r where r.execution_id = v_step.execution_id and r.request = 'stop') then 'stopped'
    else 'completed' end;

  update job.step s
     set status = v_status,
         started_at = coalesce(s.started_at, v_now),
         ended_at = v_now,
         done = coalesce(s.done, 0),
         read = coalesce(s.read, 0),
         created = coalesce(s.created, 0),
         updated = coalesce(s.updated, 0),
         unchanged = coalesce(s.unchanged, 0),
         skipped = coalesce(s.skipped, 0),
         invalid = coalesce(s.invalid, 0),
         written = coalesce(s.written, 0),
         warnings = coalesce(v_step.warnings, 0),
         errors = v_errors
   where s.id = p_step;

  if v_status <> 'completed' or v_next.id is null then
    perform job._end_execution(v_step.execution_id, v_status, v_step.started_at);
    return query select null::bigint, null::smallint, null::text, false, v_status;
    return;
  end if;

  -- By name: the job may have been registered anew since the launch.
  select p.value into v_plan
    from job.job j
   cross join lateral jsonb_array_elements(j.steps) as p(value)
   where j.id = v_execution.job_id and p.value ->> 'name' = v_next.name
   limit 1;
  if coalesce((v_plan ->> 'is_planned')::boolean, false) then
    return query select v_next.id, v_next.ordinal, v_next.name, true, 'running';
    return;
  end if;

  perform job._put_tasks(v_next, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                         array[null]::jsonb[], coalesce((v_plan ->> 'checkpoint_version')::smallint, 1::smallint));
  update job.step s set open = 1 where s.id = v_next.id;
  update job.execution e set step = v_next.ordinal where e.id = v_step.execution_id;
  if job._is_paused(v_step.execution_id) then
    perform job._pause_waiting(v_next.id);
    perform job._settle_pause(v_next.id);
  else
    perform job._hint();
  end if;
  return query select null::bigint, null::smallint, null::text, false, 'running';
end $$;

ALTER FUNCTION job.complete_step(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION complete_step(p_step bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.complete_step(p_step bigint) IS 'Ends a step: sums, next step or end of the execution';

--
-- Name: drop_input(bigint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.drop_input(p_execution bigint, p_artifact bigint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_month date;
begin
  delete from job.artifact a
   where a.id = p_artifact and a.execution_id = p_execution and a.kind = 'input'
  returning a.month into v_month;
  if found then
    delete from job.piece p where p.artifact_id = p_artifact and p.month = v_month;
  end if;
end $$;

ALTER FUNCTION job.drop_input(p_execution bigint, p_artifact bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION drop_input(p_execution bigint, p_artifact bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.drop_input(p_execution bigint, p_artifact bigint) IS 'Removes an input that may not be kept';

--
-- Name: drop_preview(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.drop_preview(p_execution bigint) RETURNS boolean
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_schema text := 'preview_' || p_execution;
begin
  if to_regnamespace(v_schema) is null then
    return false;
  end if;
  perform set_config('client_min_messages', 'warning', true);        -- not one line for each of its relations
  execute format('drop schema %I cascade', v_schema);
  return true;
end $$;

ALTER FUNCTION job.drop_preview(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION drop_preview(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.drop_preview(p_execution bigint) IS 'Drops the catalogue in which a preview worked';

--
-- Name: fail_step(bigint, text, text, text, text, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_step job.step;
begin
  update job.step s
     set has_failed = true, errors = coalesce(s.errors, 0) + 1
   where s.id = p_step and s.open = 0 and s.ended_at is null
  returning s.* into v_step;
  if not found then
    raise exception 'step % cannot fail as a whole: it has open tasks or has ended', p_step using errcode = '55000';
  end if;
  insert into job.error (execution_id, step_id, owner, month, reason, message, cause, hint, sqlstate, worker, at)
  values (v_step.execution_id, p_step, v_step.owner, v_step.month, p_reason, p_message, p_cause, p_hint, p_sqlstate,
          p_worker, job.now());
end $$;

ALTER FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) OWNER TO chantier_owner;

--
-- Name: FUNCTION fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) IS 'Fails a step without open tasks';

--
-- Name: fail_task(bigint, bigint, text, text, text, text, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
  v_open  int;
begin
  delete from job.lease l where l.task_id = p_task and l.token = p_token returning l.* into v_lease;
  if not found then
    return null;
  end if;
  perform job._put_outcome(v_lease, 'failed');
  insert into job.error (execution_id, step_id, task_id, owner, month, reason, message, cause, hint, sqlstate, worker, at)
  values (v_lease.execution_id, v_lease.step_id, p_task, v_lease.owner, v_lease.month, p_reason, p_message, p_cause,
          p_hint, p_sqlstate, p_worker, job.now());

  v_open := job._count_off(v_lease.step_id, 1, 'failed', v_lease);
  if v_open > 0 then
    v_open := v_open - job._end_waiting(v_lease.step_id);
  end if;
  return v_open;
end $$;

ALTER FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) OWNER TO chantier_owner;

--
-- Name: FUNCTION fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) IS 'Ends a task, and so its step, with an error; answers the open tasks left, null: lost';

--
-- Name: fence(bigint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.fence(p_task bigint, p_token bigint) RETURNS TABLE(range_end bigint, request text)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return query
  select l.range_end, case when s.has_failed then 'stop' else r.request end
    from job.lease l
    join job.step s on s.id = l.step_id
    left join job.request r on r.execution_id = l.execution_id
   where l.task_id = p_task
     and l.token = p_token
     and exists (select from job.worker w where w.id = l.worker_id and w.lease_until > job.now())
     for no key update of l;
end $$;

ALTER FUNCTION job.fence(p_task bigint, p_token bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION fence(p_task bigint, p_token bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.fence(p_task bigint, p_token bigint) IS 'First statement of a chunk: locks the lease, answers range end and request; no row: lost';

--
-- Name: finish_many(bigint[], bigint[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.finish_many(p_tasks bigint[], p_tokens bigint[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET enable_bitmapscan TO 'off'
    SET jit TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_now    timestamptz := job.now();
  v_steps  bigint[];
  v_counts int[];
  v_began  timestamptz[];
  v_open   int;
  v_sum    job.lease;
  v_ended  bigint;
  v_task   record;
begin
  with gone as (
    delete from job.lease l
     -- A token belongs to one claim of one task: both arrays together name the pairs.
     where l.task_id = any (p_tasks) and l.token = any (p_tokens) and l.committed_at is null
    returning l.task_id, l.step_id, l.execution_id, l.owner, l.month, l.worker_id, l.error_count, l.crash_count,
              l.hand_back_count, l.claimed_at
  ),
  put as (
    insert into job.outcome (task_id, step_id, execution_id, owner, month, state, worker_id, error_count, crash_count,
                             hand_back_count, claimed_at, ended_at)
    select g.task_id, g.step_id, g.execution_id, g.owner, g.month, 'completed', g.worker_id, nullif(g.error_count, 0),
           nullif(g.crash_count, 0), nullif(g.hand_back_count, 0), g.claimed_at, v_now
      from gone g
  ),
  counted as (
    select g.step_id, count(*)::int as ended, min(g.claimed_at) as began from gone g group by g.step_id
  )
  select array_agg(c.step_id order by c.step_id), array_agg(c.ended order by c.step_id),
         array_agg(c.began order by c.step_id), coalesce(sum(c.ended), 0)
    into v_steps, v_counts, v_began, v_ended
    from counted c;

  for i in 1 .. coalesce(cardinality(v_steps), 0) loop
    v_sum.claimed_at := v_began[i];
    v_open := job._count_off(v_steps[i], v_counts[i], 'completed', v_sum);
    if v_open = 0 then
      perform job._pass_unplanned(v_steps[i]);
    elsif exists (
      select from job.step s join job.request r on r.execution_id = s.execution_id and r.request = 'pause'
       where s.id = v_steps[i]
    ) then
      perform job._settle_pause(v_steps[i]);
    end if;
  end loop;

  -- A task that an earlier worker had begun with chunks brings figures: one by one.
  if v_ended < cardinality(p_tasks) then
    for v_task in
      select l.task_id, l.token, l.step_id
        from job.lease l
       where l.task_id = any (p_tasks) and l.token = any (p_tokens)
       order by l.task_id
    loop
      if job.finish_task(v_task.task_id, v_task.token, 'completed') = 0 then
        perform job._pass_unplanned(v_task.step_id);
      end if;
      v_ended := v_ended + 1;
    end loop;
  end if;
  return v_ended;
end $$;

ALTER FUNCTION job.finish_many(p_tasks bigint[], p_tokens bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION finish_many(p_tasks bigint[], p_tokens bigint[]); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.finish_many(p_tasks bigint[], p_tokens bigint[]) IS 'Group completion of short tasks';

--
-- Name: finish_task(bigint, bigint, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.finish_task(p_task bigint, p_token bigint, p_state text) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
  v_open  int;
begin
  delete from job.lease l where l.task_id = p_task and l.token = p_token returning l.* into v_lease;
  if not found then
    return null;
  end if;
  perform job._put_outcome(v_lease, p_state);
  v_open := job._count_off(v_lease.step_id, 1, p_state, v_lease);
  if v_open > 0 and exists (
    select from job.request r where r.execution_id = v_lease.execution_id and r.request = 'pause'
  ) then
    perform job._settle_pause(v_lease.step_id);
  end if;
  return v_open;
end $$;

ALTER FUNCTION job.finish_task(p_task bigint, p_token bigint, p_state text) OWNER TO chantier_owner;

--
-- Name: FUNCTION finish_task(p_task bigint, p_token bigint, p_state text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.finish_task(p_task bigint, p_token bigint, p_state text) IS 'Ends a task; answers the open tasks of its step, null: lost';

--
-- Name: hand_back(bigint, bigint, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
begin
  update job.lease l
     set hand_back_count = l.hand_back_count + (p_cause = 'hand_back')::int
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
  returning l.* into v_lease;
  if not found then
    return false;
  end if;
  perform job._requeue(v_lease);
  if p_message is not null then
    perform job._put_event(v_lease, case p_cause when 'error' then 'warning' else 'info' end, 'handed_back', p_message, null);
  end if;
  perform job._hint();
  return true;
end $$;

ALTER FUNCTION job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) OWNER TO chantier_owner;

--
-- Name: FUNCTION hand_back(p_task bigint, p_token bigint, p_cause text, p_message text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) IS 'Gives a task back; false: lost';

--
-- Name: heartbeat(integer, interval); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.heartbeat(p_worker integer, p_lease interval) RETURNS timestamp with time zone
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now      timestamptz := job.now();
  v_took     boolean := false;
  v_until    timestamptz;
begin
  if not exists (
    select from pg_locks l
     where l.locktype = 'advisory' and l.granted and l.pid = pg_backend_pid()
       and l.classid = 1128812116 and l.objid = p_worker::oid and l.objsubid = 2
       and l.database = (select d.oid from pg_database d where d.datname = current_database())
  ) then
    -- Not waited for: the backend of the lost connection may still hold it for a moment.
    v_took := pg_try_advisory_lock(1128812116, p_worker);
  end if;

  update job.worker w
     set heartbeat_at = v_now,
         lease_until = v_now + p_lease,
         locked_at = case when v_took then v_now else w.locked_at end,
         lock_missed_at = null
   where w.id = p_worker and w.lease_until > '-infinity'
  returning w.lease_until into v_until;
  if v_until is null and v_took then
    perform pg_advisory_unlock(1128812116, p_worker);
  end if;
  return v_until;
end $$;

ALTER FUNCTION job.heartbeat(p_worker integer, p_lease interval) OWNER TO chantier_owner;

--
-- Name: FUNCTION heartbeat(p_worker integer, p_lease interval); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.heartbeat(p_worker integer, p_lease interval) IS 'Extends all leases of a worker; null: register anew';

--
-- Name: hold(bigint, bigint, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease
    from job.lease l
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
     for no key update;
  if not found then
    return false;
  end if;
  if job._is_paused(v_lease.execution_id) then
    perform job._set_aside(v_lease);
    return true;
  end if;
  update job.lease l
     set worker_id = null, token = nextval('job.token_seq'), begun_at = null
   where l.task_id = p_task;
  insert into job.held (task_id, execution_id, step_id, owner, owner_id, job_id, priority, reason, detail, held_at)
  values (p_task, v_lease.execution_id, v_lease.step_id, v_lease.owner, v_lease.owner_id, v_lease.job_id,
          v_lease.priority, p_reason, p_detail, job.now());
  perform job._put_event(v_lease, 'warning', 'held', format('waits: %s', coalesce(p_detail, p_reason)), null);
  return true;
end $$;

ALTER FUNCTION job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) OWNER TO chantier_owner;

--
-- Name: FUNCTION hold(p_task bigint, p_token bigint, p_reason text, p_detail text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) IS 'Sets a task aside that may not run now; false: lost';

--
-- Name: horizon(bigint[]); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  clock_0 := job._clock(0::smallint);
  clock_1 := job._clock(1::smallint);
  clock_2 := job._clock(2::smallint);
  select pg_snapshot_xmax(s), pg_snapshot_xmin(s),
         (select min(r.tag) from job.ready r where r.priority = 0 and r.tag >= coalesce(p_marks[1], 0)),
         (select min(r.tag) from job.ready r where r.priority = 1 and r.tag >= coalesce(p_marks[2], 0)),
         (select min(r.tag) from job.ready r where r.priority = 2 and r.tag >= coalesce(p_marks[3], 0))
    into next_xid, oldest_xid, first_0, first_1, first_2
    from pg_current_snapshot() as s;
end $$;

ALTER FUNCTION job.horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint) IS 'Transaction horizon, clocks and first tags, for the low-water marks';

--
-- Name: import_profile(text, text, text, text, jsonb, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text) RETURNS record
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_constraint text;
  v_hint       text;
begin
  outcome := job.put_profile(
    p_person,
    exists (select from pg_roles r where r.rolname = p_person and pg_has_role(r.oid, 'chantier_admin', 'member')),
    p_code, p_job, p_label, p_parameters, p_overlap);
exception when invalid_parameter_value or insufficient_privilege or raise_exception then
  get stacked diagnostics message = message_text, v_constraint = constraint_name, v_hint = pg_exception_hint;
  outcome := v_constraint;
  if v_constraint not in ('invalid_profile', 'unknown_job', 'not_yours') then
    raise;
  end if;
  message := substr(message, length(outcome) + 3);
  if v_hint <> '' and outcome = 'invalid_profile' then
    message := message || '. ' || rtrim(v_hint, '.');
  end if;
end $$;

ALTER FUNCTION job.import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text) OWNER TO chantier_owner;

--
-- Name: FUNCTION import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text) IS 'Makes or replaces a profile, or says why not';

--
-- Name: leave(integer); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.leave(p_worker integer) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_task  bigint;
  v_token bigint;
begin
  perform from job.lease l where l.worker_id = p_worker order by l.task_id for no key update;
  for v_task, v_token in
    select l.task_id, l.token from job.lease l where l.worker_id = p_worker order by l.step_id, l.task_id
  loop
    perform job.hand_back(v_task, v_token, 'hand_back', null);
  end loop;
  delete from job.worker w where w.id = p_worker;
  perform pg_advisory_unlock(1128812116, p_worker);
end $$;

ALTER FUNCTION job.leave(p_worker integer) OWNER TO chantier_owner;

--
-- Name: FUNCTION leave(p_worker integer); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.leave(p_worker integer) IS 'Orderly end of a worker';

--
-- Name: make_artifact(bigint, text, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_artifact bigint;
begin
  insert into job.artifact (execution_id, owner, month, kind, name, media_type, created_at)
  select e.id, e.owner, e.month, p_kind, p_name, p_media_type, job.now()
    from job.execution e
   where e.id = p_execution
     and not exists (
       select from job.artifact a where a.execution_id = p_execution and a.kind = p_kind and a.name = p_name)
      on conflict (execution_id, kind, name) do nothing;
  select a.id into v_artifact
    from job.artifact a
   where a.execution_id = p_execution and a.kind = p_kind and a.name = p_name;
  if not found then
    raise exception 'no execution %', p_execution using errcode = 'P0002';
  end if;
  return v_artifact;
end $$;

ALTER FUNCTION job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text) OWNER TO chantier_owner;

--
-- Name: FUNCTION make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text) IS 'Makes a file of an execution';

--
-- Name: make_preview(bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.make_preview(p_execution bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform from job.execution e where e.id = p_execution and e.preview and e.ended_at is null;
  if not found then
    raise exception 'execution % is no preview that goes on', p_execution using errcode = 'P0002';
  end if;
  return job._make_preview(p_execution);
end $$;

ALTER FUNCTION job.make_preview(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION make_preview(p_execution bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.make_preview(p_execution bigint) IS 'Makes the catalogue of a preview, once';

--
-- Name: now(); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.now() RETURNS timestamp with time zone
    LANGUAGE sql PARALLEL SAFE
    RETURN clock_timestamp();

ALTER FUNCTION job.now() OWNER TO chantier_owner;

--
-- Name: FUNCTION now(); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.now() IS 'The one clock';

--
-- Name: pause_task(bigint, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.pause_task(p_task bigint, p_token bigint) RETURNS boolean
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
begin
  select l.* into v_lease
    from job.lease l
   where l.task_id = p_task and l.token = p_token and l.worker_id is not null
     for no key update;
  if not found then
    return null;
  end if;
  perform from job.request r where r.execution_id = v_lease.execution_id and r.request = 'pause' for share;
  if not found then
    return false;
  end if;
  perform job._set_aside(v_lease);
  return true;
end $$;

ALTER FUNCTION job.pause_task(p_task bigint, p_token bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION pause_task(p_task bigint, p_token bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.pause_task(p_task bigint, p_token bigint) IS 'Sets a task aside that met a pause; false: withdrawn, null: lost';

--
-- Name: put_profile(text, boolean, text, text, text, jsonb, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) RETURNS text
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_now   timestamptz := job.now();
  v_job   job.job;
  v_old   job.profile;
  v_label text;
begin
  if p_code is null or p_code !~ '^[a-zA-Z0-9_]{1,100}$' then
    raise exception 'invalid_profile: "%" is no code of a profile: 1 to 100 letters without accents, digits and underscores', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  if exists (select from job.job j where lower(j.name) = lower(p_code)) then
    raise exception 'invalid_profile: profile "%": its code is the name of a job', p_code
      using errcode = '22023', constraint = 'invalid_profile', hint = 'Take another code: both are launched by name.';
  end if;
  v_job := tracker._job(p_job);
  if p_overlap is null or p_overlap not in ('skip', 'queue', 'allow') then
    raise exception 'invalid_profile: profile "%": overlap must be one of "skip", "queue", "allow"', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  select p.* into v_old from job.profile p where lower(p.code) = lower(p_code) for update;
  if v_old.id is not null then
    perform tracker._check_profile(p_code, v_job, p_parameters);
  end if;
  v_label := coalesce(nullif(p_label, ''), v_old.label, v_job.label);
  if length(v_label) > 255 then
    raise exception 'invalid_profile: profile "%": the label is longer than 255 characters', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  if v_old.id is null then
    insert into job.profile (code, job, label, parameters, overlap, owner, updated_by, created_at, updated_at)
    values (p_code, v_job.name, v_label, case when jsonb_typeof(p_parameters) = 'object' then p_parameters else '{}' end, p_overlap, p_person, p_person, v_now, v_now)
        on conflict (lower(code)) do nothing;
    if found then
      -- Only now, and what is refused takes the row with it: a filter may name its own profile (since its last execution).
      perform tracker._check_profile(p_code, v_job, p_parameters);
      return 'created';
    end if;
    return job.put_profile(p_person, p_is_admin, p_code, p_job, p_label, p_parameters, p_overlap);      -- another was first
  end if;
  if v_old.owner <> p_person and not p_is_admin then
    raise exception 'not_yours: profile "%" is % and not yours to change', v_old.code, quote_ident(v_old.owner) || '''s'
      using errcode = '42501', constraint = 'not_yours', hint = 'Its owner and administrators may; make one under another code.';
  end if;
  if (v_old.job, v_old.label, v_old.parameters, v_old.overlap) is not distinct from (v_job.name, v_label, p_parameters, p_overlap) then
    return 'unchanged';
  end if;
  update job.profile p
     set job = v_job.name, label = v_label, parameters = p_parameters, overlap = p_overlap, updated_by = p_person, updated_at = v_now
   where p.id = v_old.id;
  if p_overlap = 'allow' and v_old.overlap <> 'allow' then
    perform job._give_turn(v_old.code);
  end if;
  return 'updated';
end $_$;

ALTER FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) OWNER TO chantier_owner;

--
-- Name: FUNCTION put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) IS 'Makes or replaces a profile';

--
-- Name: record_error(bigint, bigint, text, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text) RETURNS smallint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
begin
  update job.lease l
     set error_count = least(l.error_count + 1, 32767)
   where l.task_id = p_task and l.token = p_token
  returning l.* into v_lease;
  if not found then
    return null;
  end if;
  perform job._put_event(v_lease, 'warning', 'chunk_failed',
    format('the chunk at item %s failed and is tried again: %s', v_lease.position, p_message),
    jsonb_strip_nulls(jsonb_build_object('sqlstate', p_sqlstate, 'errors', v_lease.error_count)));
  return v_lease.error_count;
end $$;

ALTER FUNCTION job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text) OWNER TO chantier_owner;

--
-- Name: FUNCTION record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text) IS 'Counts a failed chunk; answers the count, null: lost';

--
-- Name: register_jobs(jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.register_jobs(p_jobs jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  perform from job.job j
    where j.name in (select n.name from jsonb_to_recordset(p_jobs) as n(name text))
    order by j.name
      for no key update;

  update job.job j
     set kind = n.kind,
         label = n.label,
         steps = n.steps,
         parameters = coalesce(n.parameters, '{}'),
         is_short = coalesce(n.is_short, false),
         rules = coalesce(n.rules, '{}'),
         registered_at = job.now()
    from jsonb_to_recordset(p_jobs)
      as n(name text, kind text, label text, steps jsonb, parameters jsonb, is_short boolean, rules jsonb)
   where j.name = n.name
     and (j.kind, j.label, j.steps, j.parameters, j.is_short, j.rules)
         is distinct from (n.kind, n.label, n.steps, coalesce(n.parameters, '{}'), coalesce(n.is_short, false),
                           coalesce(n.rules, '{}'));

  insert into job.job (name, kind, label, steps, parameters, is_short, rules, registered_at)
  select n.name, n.kind, n.label, n.steps, coalesce(n.parameters, '{}'), coalesce(n.is_short, false), coalesce(n.rules, '{}'), job.now()
    from jsonb_to_recordset(p_jobs)
      as n(name text, kind text, label text, steps jsonb, parameters jsonb, is_short boolean, rules jsonb)
   where not exists (select from job.job j where j.name = n.name)
   order by n.name
      on conflict (name) do nothing;
end $$;

ALTER FUNCTION job.register_jobs(p_jobs jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION register_jobs(p_jobs jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.register_jobs(p_jobs jsonb) IS 'Makes the jobs of a program known';

--
-- Name: register_worker(text, text, integer, text, integer, jsonb, interval); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now    timestamptz := job.now();
  v_worker int;
begin
  insert into job.worker (name, host, pid, version, slots, jobs, started_at, heartbeat_at, lease_until, locked_at)
  values (p_name, p_host, p_pid, p_version, p_slots, p_jobs, v_now, v_now, v_now + p_lease, v_now)
  returning id into v_worker;

  perform pg_advisory_lock(1128812116, v_worker);
  perform job.unhold(v_worker);
  return v_worker;
end $$;

ALTER FUNCTION job.register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval) OWNER TO chantier_owner;

--
-- Name: FUNCTION register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval) IS 'Registers a worker and takes its advisory lock in this session';

--
-- Name: rescue(integer); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.rescue(p_worker integer) RETURNS TABLE(worker_id integer, task_id bigint, cause text, was_quarantined boolean)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  v_now     timestamptz := job.now();
  v_locked  int[] := job._locked_workers();
  v_dead    int[];
  v_late    int[];
  v_worker  record;
  v_lease   job.lease;
begin
  -- The first look.
  update job.worker w
     set lock_missed_at = v_now
   where w.id in (
           select m.id
             from job.worker m
            where m.id <> p_worker and m.lease_until > v_now and m.lock_missed_at is null
              and m.id <> all (v_locked)
              and (m.locked_at > pg_postmaster_start_time() or m.locked_at is null)
              for no key update skip locked);

  with dead as (
    select w.id, w.lease_until
      from job.worker w
     where w.id <> p_worker
       and (w.lease_until <= v_now
            or w.lock_missed_at <= v_now - interval '450 ms' and w.id <> all (v_locked))
       and (w.lease_until > '-infinity' or exists (select from job.lease l where l.worker_id = w.id))
     order by w.id
       for no key update skip locked
  )
  select array_agg(d.id), array_agg(d.id) filter (where d.lease_until <= v_now) into v_dead, v_late from dead d;
  update job.worker w set lease_until = '-infinity', is_idle = false where w.id = any (v_dead) and w.lease_until > '-infinity';

  for v_worker in
    select w.id, w.name, case when w.id = any (v_late) then 'lease' else 'lock' end as cause, l.task_id
      from job.worker w
      join job.lease l on l.worker_id = w.id
     where w.id = any (v_dead)
     order by l.step_id, l.task_id
  loop
    select l.* into v_lease from job.lease l
     where l.task_id = v_worker.task_id and l.worker_id = v_worker.id
       for no key update skip locked;
    if not found then
      -- Its holder is frozen in a transaction, or has just ended the task.
      perform pg_terminate_backend(k.pid, 1000)
         from job.lease l
         join pg_locks k on k.locktype = 'transactionid' and k.granted and k.mode = 'ExclusiveLock'
                        and k.transactionid = l.xmax
         -- A person's session that holds the row (stop, pause and retry hand lost tasks on too) is not ours to end.
         join pg_stat_activity a on a.pid = k.pid and a.usename = session_user
        where l.task_id = v_worker.task_id and l.worker_id = v_worker.id;
      select l.* into v_lease from job.lease l
       where l.task_id = v_worker.task_id and l.worker_id = v_worker.id
         for no key update skip locked;
      continue when not found;                       -- the next tick finds it
    end if;

    worker_id := v_worker.id;
    task_id := v_worker.task_id;
    cause := v_worker.cause;
    was_quarantined := job._hand_on(v_lease, v_worker.name, cause);
    return next;
  end loop;
  if worker_id is not null then
    perform job._hint();
  end if;
  perform job._give_turns();
  perform job._end_blockers();
end $$;

ALTER FUNCTION job.rescue(p_worker integer) OWNER TO chantier_owner;

--
-- Name: FUNCTION rescue(p_worker integer); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.rescue(p_worker integer) IS 'Hands on the tasks of dead workers';

--
-- Name: set_facts(bigint, jsonb); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.set_facts(p_step bigint, p_facts jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update job.step s set facts = coalesce(s.facts, '{}') || p_facts where s.id = p_step;
end $$;

ALTER FUNCTION job.set_facts(p_step bigint, p_facts jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION set_facts(p_step bigint, p_facts jsonb); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.set_facts(p_step bigint, p_facts jsonb) IS 'Adds what a step found out';

--
-- Name: set_total(bigint, bigint, text); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.set_total(p_step bigint, p_total bigint, p_unit text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  update job.step s set total = coalesce(p_total, s.total), unit = coalesce(p_unit, s.unit) where s.id = p_step;
end $$;

ALTER FUNCTION job.set_total(p_step bigint, p_total bigint, p_unit text) OWNER TO chantier_owner;

--
-- Name: FUNCTION set_total(p_step bigint, p_total bigint, p_unit text); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.set_total(p_step bigint, p_total bigint, p_unit text) IS 'Sets the total of a step';

--
-- Name: start_phase(bigint, bigint, text, bigint[], bigint[], bigint[], jsonb[], smallint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_step      job.step;
  v_execution job.execution;
  v_count     int := coalesce(cardinality(p_part), 0);
  v_has_tasks boolean;
begin
  if v_count = 0 then
    raise exception 'a phase needs at least one task' using errcode = '22023', hint = 'Without tasks, complete the step.';
  end if;
  select s.* into v_step from job.step s where s.id = p_step for no key update;
  if not found or v_step.open <> 0 or v_step.ended_at is not null then
    raise exception 'step % cannot start tasks: % open, status %', p_step, v_step.open, v_step.status using errcode = '55000';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_step.execution_id;

  -- Not by the status: after a retry, and between a claim and its first fence, a step with tasks says 'waiting'.
  v_has_tasks := exists (select from job.task t where t.step_id = p_step);
  perform job._put_tasks(v_step, v_execution, p_part, p_range_start, p_range_end, p_input, p_version);
  update job.step s
     set open = v_count,
         phase = s.phase + v_has_tasks::int,
         status = 'running',
         started_at = coalesce(s.started_at, job.now()),
         total = coalesce(p_total, s.total),
         unit = coalesce(p_unit, s.unit)
   where s.id = p_step;
  update job.execution e set step = v_step.ordinal where e.id = v_step.execution_id and e.step <> v_step.ordinal;
  if job._is_paused(v_step.execution_id) then
    perform job._pause_waiting(p_step);
    perform job._settle_pause(p_step);
  else
    perform job._hint();
  end if;
end $$;

ALTER FUNCTION job.start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) OWNER TO chantier_owner;

--
-- Name: FUNCTION start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) IS 'Inserts the tasks of a step or of its next phase';

--
-- Name: steal(integer, bigint); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.steal(p_worker integer, p_minimum bigint) RETURNS TABLE(task_id bigint, token bigint, execution_id bigint, step_id bigint, job_id smallint, priority smallint, tag bigint, is_resumed boolean, range_start bigint, range_end bigint)
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET lock_timeout TO '2s'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
#variable_conflict use_column
declare
  v_least  bigint;
  v_victim bigint;
  v_lease  job.lease;
  v_middle bigint;
begin
  if not exists (select from job.lease l where l.worker_id is not null and l.range_end > l.position) then
    return;                                          -- as on an idle queue
  end if;
  select l.task_id, m.least into v_victim, v_least
    from job.worker w
   cross join job.lease l
    join job.job j on j.id = l.job_id
    join job.step s on s.id = l.step_id
    join job.task t on t.step_id = l.step_id and t.id = l.task_id
   cross join lateral (
     select 2 * greatest(p_minimum, (p.value ->> 'split_minimum')::bigint, 1) as least
       from jsonb_array_elements(j.steps) as p
      where p.value ->> 'name' = s.name and p.value ->> 'may_be_split' is distinct from 'false'
      limit 1
   ) as m
   where w.id = p_worker and w.lease_until > job.now()
     and l.worker_id is not null
     and l.range_end - l.position >= m.least
     and not s.has_failed
     and (w.jobs -> j.name ->> s.name)::int = t.checkpoint_version
     and not exists (select from job.request r where r.execution_id = l.execution_id)
   order by l.range_end - l.position desc, l.task_id
   limit 1;
  if v_victim is null then
    return;
  end if;

  select l.* into v_lease from job.lease l where l.task_id = v_victim for no key update;
  if not found or v_lease.worker_id is null or v_lease.range_end - v_lease.position < v_least then
    return;                                          -- looked at again, under the lock
  end if;
  v_middle := v_lease.position + (v_lease.range_end - v_lease.position) / 2;

  update job.lease l set range_end = v_middle where l.task_id = v_victim;
  insert into job.task (step_id, execution_id, owner, month, part, range_start, range_end, input, tag, priority,
                        checkpoint_version, created_at)
  select t.step_id, t.execution_id, t.owner, t.month, v_middle, v_middle, v_lease.range_end, t.input, v_lease.tag,
         t.priority, t.checkpoint_version, job.now()
    from job.task t
   where t.step_id = v_lease.step_id and t.id = v_victim
  returning id into task_id;
  token := nextval('job.token_seq');
  insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, worker_id,
                         owner_id, month, job_id, priority, owner)
  values (task_id, token, v_lease.execution_id, v_lease.step_id, v_middle, v_lease.range_end, v_lease.tag, job.now(),
          p_worker, v_lease.owner_id, v_lease.month, v_lease.job_id, v_lease.priority, v_lease.owner);
  update job.step s set open = s.open + 1 where s.id = v_lease.step_id;
  update job.worker w set is_idle = false where w.id = p_worker and w.is_idle;

  execution_id := v_lease.execution_id;
  step_id := v_lease.step_id;
  job_id := v_lease.job_id;
  priority := v_lease.priority;
  tag := v_lease.tag;
  is_resumed := false;
  range_start := v_middle;
  range_end := v_lease.range_end;
  return next;
end $$;

ALTER FUNCTION job.steal(p_worker integer, p_minimum bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION steal(p_worker integer, p_minimum bigint); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.steal(p_worker integer, p_minimum bigint) IS 'Cuts the largest range left and leases its upper half';

--
-- Name: unhold(integer); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.unhold(p_worker integer) RETURNS integer
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_lease job.lease;
  v_count int := 0;
begin
  if not exists (select from job.held h where h.reason not in ('paused', 'profile')) then
    return 0;                                        -- nearly always
  end if;
  for v_lease in
    with able as (
      select h.task_id
        from job.held h
        join job.worker w on w.id = p_worker
        join job.job j on j.id = h.job_id
        join job.step s on s.id = h.step_id
        join job.task t on t.step_id = h.step_id and t.id = h.task_id
        join job.lease l on l.task_id = h.task_id
       where h.reason not in ('paused', 'profile')
         and (w.jobs -> j.name ->> s.name)::int
             = coalesce(l.checkpoint_version, nullif(t.checkpoint_version, 0), (w.jobs -> j.name ->> s.name)::int)
       order by h.task_id
         for update of h skip locked
    ),
    gone as (
      delete from job.held h using able a where h.task_id = a.task_id returning h.task_id
    )
    select l.* from job.lease l join gone g on g.task_id = l.task_id order by l.task_id
  loop
    perform job._requeue(v_lease);
    v_count := v_count + 1;
  end loop;
  if v_count > 0 then
    perform job._hint();
  end if;
  return v_count;
end $$;

ALTER FUNCTION job.unhold(p_worker integer) OWNER TO chantier_owner;

--
-- Name: FUNCTION unhold(p_worker integer); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.unhold(p_worker integer) IS 'Makes tasks ready again that a worker can run';

--
-- Name: upkeep(integer); Type: FUNCTION; Schema: job; Owner: chantier_owner
--

CREATE FUNCTION job.upkeep(p_worker integer) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_partitions int;
  v_uploads    bigint[];
  v_workers    int;
begin
  if not pg_try_advisory_xact_lock(1128812118, 0) then
    return null;
  end if;
  v_partitions := job._make_partitions();

  with gone as (
    delete from job.artifact a
     where a.id in (
             select o.id
               from job.artifact o
              where o.execution_id is null and o.created_at < job.now() - interval '1 day'
              limit 100
                for update skip locked)
    returning a.id
  )
  select array_agg(g.id) into v_uploads from gone g;
  delete from job.piece p where p.artifact_id = any (v_uploads);

  delete from job.worker w
   where w.id <> p_worker and w.heartbeat_at < job.now() - interval '1 day' and w.lease_until <= job.now()
     and not exists (select from job.lease l where l.worker_id = w.id);
  get diagnostics v_workers = row_count;
  return jsonb_build_object('partitions', v_partitions, 'uploads', coalesce(cardinality(v_uploads), 0), 'workers', v_workers,
                            'previews', job._drop_previews(), 'media', job._drop_unused_media())
         || job._retain();
end $$;

ALTER FUNCTION job.upkeep(p_worker integer) OWNER TO chantier_owner;

--
-- Name: FUNCTION upkeep(p_worker integer); Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON FUNCTION job.upkeep(p_worker integer) IS 'Partitions, uploads never launched, rows of dead workers, retention';

--
-- Name: _base_url(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._base_url() RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return rtrim((select s.value #>> '{}' from tracker.setting s where s.key = 'base_url'), '/') || '/executions/';
end $$;

ALTER FUNCTION tracker._base_url() OWNER TO chantier_owner;

--
-- Name: FUNCTION _base_url(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._base_url() IS 'What stands before the id in the address of an execution''s report';

--
-- Name: _caller_role(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._caller_role() RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$ select coalesce(nullif(current_setting('role', true), 'none'), session_user::text) $$;

ALTER FUNCTION tracker._caller_role() OWNER TO chantier_owner;

--
-- Name: FUNCTION _caller_role(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._caller_role() IS 'The role that called a definer function';

--
-- Name: _check_edit(text, jsonb); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._check_edit(p_job text, p_parameters jsonb) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_faults text[] := '{}';
  v_action jsonb;
  v_place  bigint;
  v_field  text;
  v_only   constant text := case p_job
                              when 'add_to_group' then 'groups'
                              when 'add_to_category' then 'categories'
                              when 'move_to_category' then 'categories'
                              when 'remove_from_category' then 'categories'
                              when 'add_to_existing_product_model' then 'parent'
                              when 'change_parent_product' then 'parent'
                            end;
begin
  if jsonb_typeof(p_parameters -> 'filters') is distinct from 'array' then
    raise exception 'selection_invalid: nothing is selected'
      using errcode = '22023', constraint = 'selection_invalid',
            hint = 'Give filters a list of conditions; an empty list selects everything.';
  end if;
  if p_job <> 'convert_to_simple_products' and p_parameters -> 'actions' = '[]' then
    v_faults := v_faults || 'actions must hold at least one action'::text;
  elsif p_job = 'convert_to_simple_products' and p_parameters -> 'actions' <> '[]' then
    v_faults := v_faults || 'actions must be an empty list'::text;
  end if;
  for v_action, v_place in
    select a.value, a.place from jsonb_array_elements(p_parameters -> 'actions') with ordinality as a(value, place)
     where p_job <> 'convert_to_simple_products'
  loop
    if jsonb_typeof(v_action) <> 'object' then
      v_faults := v_faults || format('action %s must be an object', v_place);
      continue;
    end if;
    if p_job in ('edit_common_attributes', 'add_attribute_value') then
      if jsonb_typeof(v_action -> 'normalized_values') is distinct from 'object' or v_action -> 'normalized_values' = '{}' then
        v_faults := v_faults || format('action %s: normalized_values must be an object of attributes', v_place);
        continue;
      end if;
      v_faults := v_faults || array(
        select format('action %s (%s): no attribute %s', v_place, v.key, catalog._quoted(v.key))
          from jsonb_object_keys(v_action -> 'normalized_values') as v(key)
         where not exists (select from catalog.attribute a where a.code_key = lower(v.key))
         order by v.key);
    elsif p_job = 'set_attribute_requirements' then
      if jsonb_typeof(v_action -> 'attribute_code') is distinct from 'string' or jsonb_typeof(v_action -> 'channel_code') is distinct from 'string'
         or jsonb_typeof(v_action -> 'is_required') is distinct from 'boolean'
      then
        v_faults := v_faults || format('action %s must have attribute_code, channel_code and is_required', v_place);
        continue;
      end if;
      if not exists (select from catalog.attribute a where a.code_key = lower(v_action ->> 'attribute_code')) then
        v_faults := v_faults || format('action %s: no attribute %s', v_place, catalog._quoted(v_action ->> 'attribute_code'));
      end if;
      if not exists (select from catalog.channel c where c.code_key = lower(v_action ->> 'channel_code')) then
        v_faults := v_faults || format('action %s: no channel %s', v_place, catalog._quoted(v_action ->> 'channel_code'));
      end if;
    else
      v_field := v_action ->> 'field';
      if jsonb_typeof(v_action -> 'field') is distinct from 'string' or not v_action ? 'value' then
        v_faults := v_faults || format('action %s must have a field and a value', v_place);
      elsif v_only is not null and v_field <> v_only then
        v_faults := v_faults || format('action %s: field must be %s', v_place, catalog._quoted(v_only));
      elsif p_job = 'add_association' and v_field not in ('associations', 'quantified_associations') then
        v_faults := v_faults || format('action %s (%s): field must be associations or quantified_associations', v_place, v_field);
      elsif v_field in ('categories', 'groups') and jsonb_typeof(v_action -> 'value') <> 'array' then
        v_faults := v_faults || format('action %s (%s): value must be a list of codes', v_place, v_field);
      elsif v_field = 'parent' and coalesce(v_action ->> 'value', '') = '' then
        v_faults := v_faults || format('action %s (parent): value must be the code of a product model', v_place);
      elsif v_field = 'parent'
            -- How letters beyond ASCII are folded, only the program knows.
            and v_action ->> 'value' !~ '[^ -~]'
            and not exists (select from catalog.product_model m where m.code_key = lower(v_action ->> 'value'))
      then
        v_faults := v_faults || format('action %s (parent): no product model %s', v_place, catalog._quoted(coalesce(v_action ->> 'value', '')));
      elsif v_field not in ('categories', 'groups', 'parent', 'family', 'enabled', 'associations', 'quantified_associations')
            and not exists (select from catalog.attribute a where a.code_key = lower(v_field))
      then
        v_faults := v_faults || format('action %s (%s): no attribute %s', v_place, v_field, catalog._quoted(v_field));
      end if;
    end if;
  end loop;
  if v_faults <> '{}' then
    raise exception 'actions_invalid: %', array_to_string(v_faults, '; ')
      using errcode = '22023', constraint = 'actions_invalid', hint = 'docs/mass-edits.md says what an action may be.';
  end if;
end $$;

ALTER FUNCTION tracker._check_edit(p_job text, p_parameters jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _check_edit(p_job text, p_parameters jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._check_edit(p_job text, p_parameters jsonb) IS 'Whether an edit has a selection and actions of its form';

--
-- Name: job; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.job (
    id smallint NOT NULL,
    name text NOT NULL,
    kind text NOT NULL,
    label text NOT NULL,
    steps jsonb NOT NULL,
    parameters jsonb NOT NULL,
    is_short boolean DEFAULT false NOT NULL,
    registered_at timestamp with time zone NOT NULL,
    rules jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT job_kind_check CHECK ((kind = ANY (ARRAY['import'::text, 'export'::text, 'mass_edit'::text, 'rule'::text, 'project'::text]))),
    CONSTRAINT job_parameters_check CHECK ((jsonb_typeof(parameters) = 'object'::text)),
    CONSTRAINT job_rules_check CHECK ((jsonb_typeof(rules) = 'object'::text)),
    CONSTRAINT job_steps_check CHECK (((jsonb_typeof(steps) = 'array'::text) AND (jsonb_array_length(steps) > 0)))
);

ALTER TABLE ONLY job.job FORCE ROW LEVEL SECURITY;

ALTER TABLE job.job OWNER TO chantier_owner;

--
-- Name: TABLE job; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.job IS 'A program registered by a name, with its steps and parameters';

--
-- Name: COLUMN job.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.id IS 'Short name of the job in the hot tables';

--
-- Name: COLUMN job.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.name IS 'Name by which it is launched';

--
-- Name: COLUMN job.kind; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.kind IS 'One of the five kinds';

--
-- Name: COLUMN job.label; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.label IS 'What people read when the launch gave no label';

--
-- Name: COLUMN job.steps; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.steps IS 'In order: [{"name", "label", "unit", "checkpoint_version", "is_planned", "may_be_split", "split_minimum"}]';

--
-- Name: COLUMN job.parameters; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.parameters IS 'Known parameters with their defaults; an object that is not empty lists its known keys';

--
-- Name: COLUMN job.is_short; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.is_short IS 'Its tasks last milliseconds: they may be prefetched and completed in groups';

--
-- Name: COLUMN job.registered_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.registered_at IS 'Last registered by a worker or a migration';

--
-- Name: COLUMN job.rules; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.job.rules IS 'What values parameters may have beyond the type of their default: {"storage.type": {"in": […], "folded": true}}';

--
-- Name: _check_parameters(job.job, jsonb); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) RETURNS jsonb
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_defaults constant jsonb := '{"send_email": false, "users_to_notify": []}' || p_job.parameters;
  v_all      jsonb := tracker._merge_parameters(v_defaults, p_given, '');
  v_unknown text;
  v_key     text;
  v_filter  text[];
  v_faults  text[];
begin
  if jsonb_typeof(v_all -> 'send_email') <> 'boolean' then
    raise exception 'send_email must be true or false' using errcode = '22023';
  end if;
  if v_all -> 'users_to_notify' <> '[]' then                -- most name nobody, and a launch is short
    if jsonb_typeof(v_all -> 'users_to_notify') <> 'array'
       or jsonb_path_exists(v_all, 'strict $.users_to_notify[*] ? (@.type() <> "string")')
    then
      raise exception 'users_to_notify must be a list of names' using errcode = '22023';
    end if;
    -- A name that nobody has would be told of nothing, and whoever gave it would never learn that.
    select string_agg(distinct format('"%s"', u.value), ', ') into v_unknown
      from jsonb_array_elements_text(v_all -> 'users_to_notify') as u
     where u.value <> ''
       and not exists (select from job.owner o where o.name = u.value)
       and not exists (select from pg_roles r
                        where r.rolname = u.value and r.rolname !~ '^(pg|chantier)_'
                          and pg_has_role(r.oid, 'chantier_user', 'member'));
    if v_unknown is not null then
      raise exception 'users_to_notify names nobody known: %', v_unknown
        using errcode = '22023', hint = 'Name persons as they log in; an operator adds one: chantier user add NAME';
    end if;
  end if;
  if p_given <> '{}' then
    perform tracker._check_values(v_defaults, p_job.rules, p_given, '');
    -- A job's own default is right; a filter that was given is checked whole, against the structure as it is now.
    for v_key, v_filter in
      select r.key, string_to_array(nullif(r.value ->> 'filter', ''), '.')
        from jsonb_each(p_job.rules) as r
       where r.value ? 'filter' and p_given ? r.key
       order by r.key
    loop
      v_filter := v_key || coalesce(v_filter, '{}');
      continue when coalesce(v_all #> v_filter, 'null') = 'null';
      v_faults := catalog.filter_faults(
        v_all #> v_filter,
        coalesce(v_all #>> array[v_key, 'structure', 'scope'], (select c.code from catalog.channel c order by c.code limit 1)),
        case when jsonb_typeof(v_all #> array[v_key, 'structure', 'locales']) = 'array'
             then array(select l.value from jsonb_array_elements_text(v_all #> array[v_key, 'structure', 'locales']) as l)
             else '{}' end);
      if v_faults <> '{}' then
        raise exception 'filter_invalid: %', array_to_string(v_faults, '; ')
          using errcode = '22023', constraint = 'filter_invalid', hint = 'docs/filters.md says what a condition may be.';
      end if;
    end loop;
  end if;
  return v_all;
end $_$;

ALTER FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _check_parameters(p_job job.job, p_given jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) IS 'All parameters of a launch, or why not';

--
-- Name: _check_profile(text, job.job, jsonb); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_message text;
  v_hint    text;
  v_secret  text;
begin
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'invalid_profile: profile "%": the parameters must be a JSON object', p_code
      using errcode = '22023', constraint = 'invalid_profile';
  end if;
  with recursive member as (
    select e.key as path, e.key, e.value from jsonb_each(p_parameters) as e
     union all
    select m.path || '.' || e.key, e.key, e.value
      from member m
     cross join lateral jsonb_each(case when jsonb_typeof(m.value) = 'object' then m.value else '{}' end) as e
  )
  select min(m.path) into v_secret
    from member m
   where m.key ~* '(passw|passphrase|secret|credential|token|private_?key|api_?key)' and m.value not in ('null', '""');
  if v_secret is not null then
    raise exception 'invalid_profile: profile "%": % is a secret, and everybody reads a profile', p_code, v_secret
      using errcode = '22023', constraint = 'invalid_profile', hint = 'Give it at the launch.';
  end if;
  begin
    perform tracker._check_parameters(p_job, p_parameters);
  exception when invalid_parameter_value then
    get stacked diagnostics v_message = message_text, v_hint = pg_exception_hint;
    raise exception 'invalid_profile: profile "%": %', p_code, v_message
      using errcode = '22023', constraint = 'invalid_profile', hint = coalesce(nullif(v_hint, ''), 'Correct it, or leave it out.');
  end;
end $$;

ALTER FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _check_profile(p_code text, p_job job.job, p_parameters jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) IS 'Whether a profile can be launched';

--
-- Name: _check_undo(jsonb, text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._check_undo(p_parameters jsonb, p_person text) RETURNS void
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_action    jsonb := p_parameters #> '{actions,0}';
  v_execution job.execution;
begin
  if jsonb_typeof(p_parameters -> 'actions') <> 'array' or jsonb_array_length(p_parameters -> 'actions') <> 1
     or jsonb_typeof(v_action) is distinct from 'object' or v_action - 'execution' <> '{}'
     or coalesce(v_action ->> 'execution', '') !~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$'
  then
    raise exception 'actions must name one execution: [{"execution": "<uuid>"}]'
      using errcode = '22023', hint = 'Use: chantier undo EXECUTION';
  end if;
  select e.* into v_execution from job.execution e where e.public_id = (v_action ->> 'execution')::uuid and e.owner = p_person;
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is null then
    raise exception 'this execution cannot be undone: it has not ended'
      using errcode = '55000', hint = 'Wait for its end, or stop it: tracker stop EXECUTION';
  end if;
  if v_execution.preview or v_execution.kind in ('export', 'project') then
    raise exception 'this execution cannot be undone: it changed nothing of the catalogue' using errcode = '55000';
  end if;
  if v_execution.month < (select r.kept_from from job.retention r where r.key = 'history') then
    raise exception 'this execution cannot be undone: what it replaced is no longer kept'
      using errcode = '55000', hint = 'The setting keep_history_months says for how long.';
  end if;
  if not exists (select from catalog.history h where h.execution_id = v_execution.id and h.month = v_execution.month) then
    raise exception 'this execution cannot be undone: it changed no product and no product model'
      using errcode = '55000', hint = 'Families, attributes and the like are not undone: import them as they were.';
  end if;
end $_$;

ALTER FUNCTION tracker._check_undo(p_parameters jsonb, p_person text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _check_undo(p_parameters jsonb, p_person text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._check_undo(p_parameters jsonb, p_person text) IS 'Whether a person may undo an execution, and whether there is anything to undo';

--
-- Name: _check_values(jsonb, jsonb, jsonb, text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) RETURNS void
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_key     text;
  v_value   jsonb;
  v_default jsonb;
  v_rule    jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_given) as g order by g.key loop
    continue when v_value = 'null';
    v_default := p_defaults -> v_key;
    v_rule := p_rules -> (p_path || v_key);
    if jsonb_typeof(v_default) <> 'null' and jsonb_typeof(v_value) <> jsonb_typeof(v_default) then
      raise exception '% must be %', p_path || v_key,
        case jsonb_typeof(v_default) when 'boolean' then 'true or false' when 'number' then 'a number' when 'string' then 'a text'
                                     when 'array' then 'a list' else 'an object' end
        using errcode = '22023';
    end if;
    if v_rule ? 'in'
       and not (v_rule -> 'in') @> (case when v_rule -> 'folded' = 'true' then to_jsonb(lower(v_value #>> '{}')) else v_value end)
    then
      raise exception '% must be one of %', p_path || v_key,
        (select string_agg(n.value::text, ', ' order by n.place) from jsonb_array_elements(v_rule -> 'in') with ordinality as n(value, place))
        using errcode = '22023';
    end if;
    if jsonb_typeof(v_default) = 'object' and v_default <> '{}' then
      perform tracker._check_values(v_default, p_rules, v_value, p_path || v_key || '.');
    end if;
  end loop;
end $$;

ALTER FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) IS 'Whether parameters have values that they may have';

--
-- Name: _copy_comments(regclass, regclass); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._copy_comments(p_from regclass, p_to regclass) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_column  name;
  v_comment text;
begin
  for v_column, v_comment in
    select t.attname, col_description(p_from, f.attnum)
      from pg_attribute t
      join pg_attribute f on f.attrelid = p_from and f.attname = t.attname and f.attnum > 0 and not f.attisdropped
     where t.attrelid = p_to and t.attnum > 0 and not t.attisdropped
  loop
    execute format('comment on column %s.%I is %L', p_to, v_column, v_comment);
  end loop;
end $$;

ALTER FUNCTION tracker._copy_comments(p_from regclass, p_to regclass) OWNER TO chantier_owner;

--
-- Name: FUNCTION _copy_comments(p_from regclass, p_to regclass); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._copy_comments(p_from regclass, p_to regclass) IS 'Gives the columns of a view the comments of another''s';

--
-- Name: _details_from(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._details_from() RETURNS date
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return coalesce((select r.kept_from from job.retention r where r.key = 'details'), '-infinity');
end $$;

ALTER FUNCTION tracker._details_from() OWNER TO chantier_owner;

--
-- Name: FUNCTION _details_from(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._details_from() IS 'Month from which details are kept';

--
-- Name: _ended_lately(bigint, date, timestamp with time zone, interval); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) RETURNS double precision[]
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_custom_plan'
    AS $$
begin
  return (
    select array[sum(o.done * least(1, extract(epoch from p_width) / nullif(extract(epoch from o.ended_at - o.claimed_at), 0))),
                 count(*)]
      from job.outcome o
     where o.step_id = p_step and o.month = p_month and o.done is not null and o.ended_at > p_from);
end $$;

ALTER FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) OWNER TO chantier_owner;

--
-- Name: FUNCTION _ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) IS 'Progress of a step''s tasks that ended within its window';

--
-- Name: _field_text(text, jsonb); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._field_text(p_field text, p_value jsonb) RETURNS text
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
  select case jsonb_typeof(p_value)
           when 'null' then null
           when 'object' then case when p_value ? 'amount' then concat_ws(' ', p_value ->> 'amount', p_value ->> 'unit') else p_value::text end
           when 'array' then (
             select string_agg(
                      coalesce(
                        case when p_field ~ '-products$' then
                               (select coalesce(p.identifier, p.uuid::text) from catalog.product p where p.id = (l.value ->> 0)::bigint)
                             when p_field ~ '-product_models$' then
                               (select m.code from catalog.product_model m where m.id = (l.value ->> 0)::bigint) end,
                        case when p_field ~ '-groups$' then l.value ->> 0 else '[' || (l.value ->> 0) || ']' end)
                      || coalesce('|' || (l.value ->> 1), ''), ',' order by l.place)
               from jsonb_array_elements(p_value) with ordinality l (value, place))
           else p_value #>> '{}' end
$_$;

ALTER FUNCTION tracker._field_text(p_field text, p_value jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _field_text(p_field text, p_value jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._field_text(p_field text, p_value jsonb) IS 'What a field of a before-image held, as a file writes it';

--
-- Name: _heard_at(integer[]); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker._heard_at(p_workers integer[]) RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (select max(w.heartbeat_at) from job.worker w where w.id = any (p_workers));
end $$;

ALTER FUNCTION tracker._heard_at(p_workers integer[]) OWNER TO chantier_definer;

--
-- Name: FUNCTION _heard_at(p_workers integer[]); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker._heard_at(p_workers integer[]) IS 'Newest heartbeat of some workers';

--
-- Name: _job(text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._job(p_name text) RETURNS job.job
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_job job.job;
begin
  select j.* into v_job from job.job j where j.name = p_name;
  if not found then
    raise exception 'unknown_job: "%" is not a job here', p_name
      using errcode = 'P0001', constraint = 'unknown_job',
            detail = coalesce((select 'Jobs: ' || string_agg(j.name, ', ' order by j.name) || '.' from job.job j),
                              'No job is registered.')
              || coalesce((select ' Profiles: ' || string_agg(p.code, ', ' order by p.code) || '.' from job.profile p), ''),
            hint = 'Jobs are registered when the database is migrated, and by every worker that starts.';
  end if;
  return v_job;
end $$;

ALTER FUNCTION tracker._job(p_name text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _job(p_name text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._job(p_name text) IS 'The job of a name';

--
-- Name: _lay_over(jsonb, jsonb); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._lay_over(p_under jsonb, p_over jsonb) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_all   jsonb := p_under;
  v_key   text;
  v_value jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_over) as g loop
    if jsonb_typeof(v_value) = 'object' and jsonb_typeof(p_under -> v_key) = 'object' then
      v_value := tracker._lay_over(p_under -> v_key, v_value);
    end if;
    v_all := v_all || jsonb_build_object(v_key, v_value);
  end loop;
  return v_all;
end $$;

ALTER FUNCTION tracker._lay_over(p_under jsonb, p_over jsonb) OWNER TO chantier_owner;

--
-- Name: FUNCTION _lay_over(p_under jsonb, p_over jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._lay_over(p_under jsonb, p_over jsonb) IS 'Parameters over others';

--
-- Name: _live_errors(bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._live_errors(p_execution bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  return coalesce((select sum(s.errors) from job.step s where s.execution_id = p_execution), 0);
end $$;

ALTER FUNCTION tracker._live_errors(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _live_errors(p_execution bigint); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._live_errors(p_execution bigint) IS 'Errors so far of an execution that has not ended';

--
-- Name: _live_reasons(bigint, date); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._live_reasons(p_execution bigint, p_month date) RETURNS TABLE(step_no smallint, step text, is_note boolean, reason text, field text, count bigint, message text, is_uniform boolean, rows bigint[])
    LANGUAGE plpgsql STABLE ROWS 10
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  return query
  select s.ordinal, s.name, w.is_note, w.reason, w.field, sum(w.count)::bigint, min(w.message),
         min(w.message) = max(w.message) and bool_and(w.is_uniform),
         coalesce((array_agg(w.row order by w.row) filter (where w.row is not null))[1:3], '{}')
    from job.step s
   cross join lateral job._counted_warnings(s.execution_id, p_month, s.id) w
   where s.execution_id = p_execution and s.ended_at is null
   group by s.ordinal, s.name, w.is_note, w.reason, w.field;
end $$;

ALTER FUNCTION tracker._live_reasons(p_execution bigint, p_month date) OWNER TO chantier_owner;

--
-- Name: FUNCTION _live_reasons(p_execution bigint, p_month date); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._live_reasons(p_execution bigint, p_month date) IS 'Warnings so far of steps at work, summed';

--
-- Name: _live_warnings(bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._live_warnings(p_execution bigint) RETURNS bigint
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
begin
  return coalesce((select sum(s.warnings) from job.step s where s.execution_id = p_execution), 0)
       + coalesce((select sum(l.warnings) from job.lease l where l.execution_id = p_execution), 0);
end $$;

ALTER FUNCTION tracker._live_warnings(p_execution bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _live_warnings(p_execution bigint); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._live_warnings(p_execution bigint) IS 'Warnings so far of an execution that has not ended';

--
-- Name: _may_act(bigint, text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._may_act(p_execution bigint, p_person text) RETURNS boolean
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select exists (select from job.execution e where e.id = p_execution and e.owner = p_person)
      or pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage')
         and exists (
           select from tracker.url_access a
            where a.person = p_person
              and a.execution_id = p_execution
              and a.expires_at > (select job.now())
              and a.given_in is distinct from pg_current_xact_id_if_assigned())
$$;

ALTER FUNCTION tracker._may_act(p_execution bigint, p_person text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _may_act(p_execution bigint, p_person text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._may_act(p_execution bigint, p_person text) IS 'Whether this person may stop this execution';

--
-- Name: _merge_parameters(jsonb, jsonb, text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) RETURNS jsonb
    LANGUAGE plpgsql IMMUTABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_all     jsonb := p_defaults;
  v_key     text;
  v_value   jsonb;
  v_default jsonb;
begin
  for v_key, v_value in select g.key, g.value from jsonb_each(p_given) as g order by g.key loop
    v_default := p_defaults -> v_key;
    if v_default is null then
      raise exception 'unknown parameter "%"', p_path || v_key
        using errcode = '22023',
              hint = 'Known: ' || coalesce(
                (select string_agg(p_path || k, ', ' order by k) from jsonb_object_keys(p_defaults) as k), 'none') || '.';
    end if;
    if jsonb_typeof(v_default) = 'object' and v_default <> '{}' and jsonb_typeof(v_value) = 'object' then
      v_value := tracker._merge_parameters(v_default, v_value, p_path || v_key || '.');
    end if;
    v_all := v_all || jsonb_build_object(v_key, v_value);
  end loop;
  return v_all;
end $$;

ALTER FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) OWNER TO chantier_owner;

--
-- Name: FUNCTION _merge_parameters(p_defaults jsonb, p_given jsonb, p_path text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) IS 'Parameters of a launch: what was given, over the defaults';

--
-- Name: _now(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._now() RETURNS timestamp with time zone
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return job.now();
end $$;

ALTER FUNCTION tracker._now() OWNER TO chantier_owner;

--
-- Name: FUNCTION _now(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._now() IS 'The clock, for views';

--
-- Name: _opened(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._opened() RETURNS bigint[]
    LANGUAGE sql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
  select coalesce(array_agg(distinct a.execution_id), '{}')
    from tracker.url_access a
   where a.person = (select tracker.me())
     and a.expires_at > (select job.now())
     and a.given_in is distinct from pg_current_xact_id_if_assigned()
$$;

ALTER FUNCTION tracker._opened() OWNER TO chantier_owner;

--
-- Name: FUNCTION _opened(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._opened() IS 'Executions that this person has opened by URL and may still read';

--
-- Name: _progress(bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._progress(p_step bigint) RETURNS TABLE(done bigint, read bigint, created bigint, updated bigint, unchanged bigint, skipped bigint, invalid bigint, written bigint, warnings bigint, more jsonb, last_progress_at timestamp with time zone, rate_per_s double precision, eta_s double precision, stalled boolean, worker_heard_at timestamp with time zone, worker_lost boolean)
    LANGUAGE plpgsql STABLE STRICT ROWS 1
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_now        timestamptz := tracker._now();
  v_month      date;
  v_status     text;
  v_total      bigint;
  v_started_at timestamptz;
  v_counted_at timestamptz;
  v_began_at   timestamptz;
  v_with_more  bigint;
  v_with_done  bigint;
  v_last       timestamptz;
  v_commits    bigint;
  v_gap        interval;
  v_workers    int[];
  v_from       timestamptz;
  v_width      interval;
  v_progress   double precision;
  v_ended      double precision[];
begin
  -- The tasks at work; those that ended stand in the step's row.
  select coalesce(s.done, 0) + coalesce(sum(l.done), 0)::bigint, coalesce(s.read, 0) + coalesce(sum(l.read), 0)::bigint,
         coalesce(s.created, 0) + coalesce(sum(l.created), 0)::bigint, coalesce(s.updated, 0) + coalesce(sum(l.updated), 0)::bigint,
         coalesce(s.unchanged, 0) + coalesce(sum(l.unchanged), 0)::bigint,
         coalesce(s.skipped, 0) + coalesce(sum(l.skipped), 0)::bigint, coalesce(s.invalid, 0) + coalesce(sum(l.invalid), 0)::bigint,
         coalesce(s.written, 0) + coalesce(sum(l.written), 0)::bigint,
         coalesce(s.warnings, 0) + coalesce(sum(l.warnings), 0)::bigint,
         s.more, s.month, s.status, s.total, s.started_at, s.counted_at, greatest(s.started_at, s.resumed_at),
         count(l.more), count(l.done), greatest(max(l.committed_at), s.counted_at), sum(cardinality(l.sample_at)),
         max((l.sample_at[cardinality(l.sample_at)] - l.sample_at[1]) / nullif(cardinality(l.sample_at) - 1, 0)),
         array_agg(distinct l.worker_id) filter (where l.worker_id is not null)
    into done, read, created, updated, unchanged, skipped, invalid, written, warnings, more, v_month, v_status, v_total, v_started_at,
         v_counted_at, v_began_at, v_with_more, v_with_done, v_last, v_commits, v_gap, v_workers
    from job.step s
    left join job.lease l on l.step_id = s.id
   where s.id = p_step
   group by s.id;
  if v_with_more > 0 then
    select job._add_counters(more, jsonb_object_agg(c.key, c.total)) into more
      from (
        select x.key, sum(x.value::numeric) as total
          from job.lease l
         cross join lateral jsonb_each_text(l.more) as x
         where l.step_id = p_step
         group by x.key
      ) as c;
  end if;
  last_progress_at := coalesce(v_last, v_started_at);
  if v_started_at is not null then
    -- What the tasks did within the window: from each one's last sample before it, or from its start.
    v_width := greatest(interval '60 s', (v_now - v_began_at) / 4);
    v_from := greatest(v_last - v_width, v_began_at);
    if v_with_done > 0 then
      select sum(l.done - coalesce(
               (select max(n.done) from unnest(l.sample_at, l.sample_done) as n(at, done) where n.at <= v_from),
               case when l.crash_count + l.hand_back_count > 0 then l.sample_done[1] else 0 end))
        into v_progress
        from job.lease l
       where l.step_id = p_step and l.done is not null;
    end if;
    if v_counted_at > v_last - v_width then
      v_ended := tracker._ended_lately(p_step, v_month, v_last - v_width, v_width);
    end if;
    if coalesce(v_progress, v_ended[1]) is not null then
      rate_per_s := (coalesce(v_progress, 0) + coalesce(v_ended[1], 0))
                      / nullif(extract(epoch from v_last - v_from), 0)::double precision;
    end if;
  end if;
  if v_status in ('running', 'stopping') and rate_per_s > 0 and v_commits + coalesce(v_ended[2], 0) >= 3
       and done >= v_total * 0.02 and v_last - v_began_at >= interval '10 s' then
    eta_s := greatest(0, (v_total - done) / rate_per_s - date_part('epoch', v_now - v_last));
  end if;
  stalled := v_status in ('running', 'stopping') and v_started_at is not null
    and v_now - greatest(v_last, v_began_at) > greatest(interval '30 s', 5 * v_gap);
  if v_workers is not null then
    worker_heard_at := tracker._heard_at(v_workers);
  end if;
  worker_lost := coalesce(v_now - worker_heard_at > interval '15 s', false);
  return next;
end $$;

ALTER FUNCTION tracker._progress(p_step bigint) OWNER TO chantier_owner;

--
-- Name: FUNCTION _progress(p_step bigint); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._progress(p_step bigint) IS 'How a step that has not ended stands';

--
-- Name: _queue_position(bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker._queue_position(p_execution bigint) RETURNS integer
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    SET enable_seqscan TO 'off'
    SET enable_hashjoin TO 'off'
    SET enable_mergejoin TO 'off'
    SET plan_cache_mode TO 'force_generic_plan'
    AS $$
declare
  v_first job.ready;
  v_tasks bigint;
  v_ahead bigint;
begin
  if not tracker._may_act(p_execution, tracker.caller()) then
    return null;
  end if;
  select r.* into v_first
    from job.step s
    join job.task t on t.step_id = s.id
    left join job.lease l on l.task_id = t.id
    join job.ready r on r.priority = t.priority and r.tag = coalesce(l.tag, t.tag) and r.task_id = t.id
   where s.execution_id = p_execution and s.open > 0
   order by t.id
   limit 1;
  if not found then
    return null;
  end if;
  select count(*), count(distinct n.step_id) into v_tasks, v_ahead
    from (
      select r.step_id
        from job.ready r
       where (r.priority, r.tag, r.task_id) < (v_first.priority, v_first.tag, v_first.task_id)
       order by r.priority, r.tag, r.task_id
       limit 1000
    ) as n;
  return case when v_tasks < 1000 then v_ahead + 1 end;
end $$;

ALTER FUNCTION tracker._queue_position(p_execution bigint) OWNER TO chantier_definer;

--
-- Name: FUNCTION _queue_position(p_execution bigint); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker._queue_position(p_execution bigint) IS 'Place of a waiting execution in the queue';

--
-- Name: _url(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker._url(p_id uuid) RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return tracker._base_url() || p_id;
end $$;

ALTER FUNCTION tracker._url(p_id uuid) OWNER TO chantier_owner;

--
-- Name: FUNCTION _url(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker._url(p_id uuid) IS 'Address of an execution''s report';

--
-- Name: add_person(text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.add_person(p_name text) RETURNS void
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_owner int;
  v_name  text;
begin
  insert into job.owner (name)
  select p_name where not exists (select from job.owner o where o.name = p_name)
  on conflict (name) do nothing;
  select o.id into v_owner from job.owner o where o.name = p_name for update;

  for v_priority in 0 .. 2 loop
    v_name := format('job.owner_%s_clock_%s', v_owner, v_priority);
    continue when to_regclass(v_name) is not null;
    execute format('create sequence %s', v_name);
    execute format('alter sequence %s owner to chantier_owner', v_name);
    execute format('grant usage, select, update on sequence %s to chantier_worker, chantier_definer', v_name);
  end loop;
  update job.owner o
     set clock_0 = format('job.owner_%s_clock_0', v_owner)::regclass,
         clock_1 = format('job.owner_%s_clock_1', v_owner)::regclass,
         clock_2 = format('job.owner_%s_clock_2', v_owner)::regclass
   where o.id = v_owner and o.clock_2 is null;
end $$;

ALTER FUNCTION tracker.add_person(p_name text) OWNER TO chantier_owner;

--
-- Name: FUNCTION add_person(p_name text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.add_person(p_name text) IS 'A person who may launch, with a virtual time of their own';

--
-- Name: caller(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.caller() RETURNS text
    LANGUAGE plpgsql STABLE
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_role   text := tracker._caller_role();
  v_person text := v_role;
begin
  if v_role in ('chantier_webuser', 'chantier_webadmin') then
    v_person := nullif(current_setting('tracker.person', true), '');
  elsif v_role in ('chantier_user', 'chantier_admin', 'chantier_analyst') then
    v_person := null;
  end if;
  if v_person is null then
    raise exception 'the role "%" is no person', v_role
      using errcode = '42501', hint = 'Act as yourself: reset role.';
  end if;
  return v_person;
end $$;

ALTER FUNCTION tracker.caller() OWNER TO chantier_owner;

--
-- Name: FUNCTION caller(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.caller() IS 'The person who called a definer function';

--
-- Name: catalog_history(text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.catalog_history(p_item text) RETURNS TABLE(item_kind text, item text, at timestamp with time zone, action text, field text, before text, after text, kind text, is_own boolean, person text, job text, label text, execution_id uuid, url text)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
#variable_conflict use_column
declare
  v_me   text := tracker.caller();
  v_kind text;
  v_id   bigint;
  v_name text;
  v_now  jsonb;
begin
  select 'product', p.id, coalesce(p.identifier, p.uuid::text), to_jsonb(p)
    into v_kind, v_id, v_name, v_now
    from catalog.product p
   where p.identifier_key = p_item or p.identifier_key = lower(p_item)
   order by p.identifier_key = p_item desc
   limit 1;
  if v_id is null and p_item ~* '^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$' then
    select 'product', p.id, coalesce(p.identifier, p.uuid::text), to_jsonb(p)
      into v_kind, v_id, v_name, v_now
      from catalog.product p where p.uuid = p_item::uuid;
  end if;
  if v_id is null then
    select 'product_model', m.id, m.code, to_jsonb(m)
      into v_kind, v_id, v_name, v_now
      from catalog.product_model m
     where m.code_key = p_item or m.code_key = lower(p_item)
     order by m.code_key = p_item desc
     limit 1;
  end if;
  if v_id is null then
    select h.item_kind, h.item_id, coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}'),
           h.before -> 'item'
      into v_kind, v_id, v_name, v_now
      from catalog.history h
     where h.before ? 'item'
       and lower(coalesce(h.before #>> '{item,identifier}', h.before #>> '{item,code}', h.before #>> '{item,uuid}')) = lower(p_item)
     order by h.place desc
     limit 1;
  end if;
  if v_id is null then
    raise exception 'no such product or product model' using errcode = 'P0002';
  end if;
  v_now := jsonb_build_object(
             'identifier', v_now -> 'identifier', 'family', v_now -> 'family', 'parent', v_now -> 'parent',
             'enabled', (v_now ->> 'enabled')::boolean::int::text,
             'categories', (select string_agg(c.value, ',' order by c.place) from jsonb_array_elements_text(v_now -> 'categories') with ordinality c (value, place)),
             'groups', (select string_agg(c.value, ',' order by c.place) from jsonb_array_elements_text(v_now -> 'groups') with ordinality c (value, place)))
           || (v_now -> 'values')
           || coalesce((select jsonb_object_agg(l.key || 's', l.value) from jsonb_each(catalog._links(v_kind, v_id)) l), '{}');
  return query
  with own as materialized (
    select h.place, h.at, h.execution_id, h.owner, h.before, h.created from catalog.history h where h.item_id = v_id
    union all
    select h.place, h.at, h.execution_id, h.owner, h.before, h.created from catalog.history h where h.created @> v_id
  ), event as (
    select o.*, 'changed' as action, f.field, f.value
      from own o
     cross join lateral (
           select e.key, e.value from jsonb_each(o.before - '{values,unique,associations,identifier_key,parent_id,axis_key}'::text[]) e
           union all
           select e.key, e.value from jsonb_each(o.before -> 'values') e
           union all
           select e.key || 's', e.value from jsonb_each(o.before -> 'associations') e) f (field, value)
     where not o.before ? 'item'
    union all
    select o.*, case when o.created is not null then 'created' when o.before -> 'item' = 'null' then 'restored' else 'deleted' end, null, null
      from own o
     where o.created is not null or o.before ? 'item'
  ), change as (
    -- What a field became is what the next change found, or what it is now.
    select e.*, case when e.field is not null then
                       coalesce(lead(e.value) over (partition by e.field order by e.place), v_now -> e.field, 'null') end as next
      from event e
  )
  select v_kind, v_name, c.at, c.action, c.field, tracker._field_text(c.field, c.value), tracker._field_text(c.field, c.next),
         coalesce(x.kind, y.kind), c.owner = v_me,
         case when c.owner = v_me then c.owner end, case when c.owner = v_me then coalesce(x.job, y.job) end,
         case when c.owner = v_me then x.label end, case when c.owner = v_me then coalesce(x.public_id, y.public_id) end,
         case when c.owner = v_me then tracker._url(x.public_id) end
    from change c
    left join job.execution x on x.id = c.execution_id
    left join catalog.past_execution y on y.execution_id = c.execution_id
   order by c.place desc, c.field;
end $_$;

ALTER FUNCTION tracker.catalog_history(p_item text) OWNER TO chantier_definer;

--
-- Name: FUNCTION catalog_history(p_item text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.catalog_history(p_item text) IS 'What became of a product or product model, newest first';

--
-- Name: change_profile(text, text, jsonb, text[], text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.change_profile(p_code text, p_label text DEFAULT NULL::text, p_parameters jsonb DEFAULT '{}'::jsonb, p_removed text[] DEFAULT '{}'::text[], p_overlap text DEFAULT NULL::text) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_person  text := tracker.caller();
  v_profile job.profile;
  v_all     jsonb;
  v_path    text;
begin
  select p.* into v_profile from job.profile p where lower(p.code) = lower(p_code) for update;
  if not found then
    raise exception 'there is no profile "%"', p_code using errcode = 'P0002';
  end if;
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'the parameters must be a JSON object' using errcode = '22023';
  end if;
  v_all := v_profile.parameters;
  foreach v_path in array p_removed loop
    if v_all #> string_to_array(v_path, '.') is null then
      raise exception 'profile "%" has no parameter "%" of its own', v_profile.code, v_path using errcode = '22023';
    end if;
    v_all := v_all #- string_to_array(v_path, '.');
  end loop;
  return job.put_profile(v_person, pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage'), v_profile.code, v_profile.job,
                         p_label, tracker._lay_over(v_all, p_parameters), coalesce(p_overlap, v_profile.overlap));
end $$;

ALTER FUNCTION tracker.change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text) OWNER TO chantier_definer;

--
-- Name: FUNCTION change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text) IS 'Changes a profile';

--
-- Name: change_setting(text, text); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.change_setting(p_key text, p_value text) RETURNS jsonb
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_value jsonb;
begin
  case coalesce(p_key, '')
    when 'base_url' then
      if p_value !~ '^https?://[^[:space:]?#]+$' then
        raise exception '"%" is not an address of the web', p_value using errcode = '22023', hint = 'Such as https://pim.example.';
      end if;
      v_value := to_jsonb(rtrim(p_value, '/'));
    when 'max_upload' then
      if p_value !~ '^[1-9][0-9]{0,15}$' then
        raise exception '"%" is not a number of bytes', p_value using errcode = '22023', hint = 'Such as 10737418240.';
      end if;
      v_value := p_value::jsonb;
    when 'keep_warnings' then
      if p_value !~ '^[0-9]{1,9}$' then
        raise exception '"%" is not a number of warnings', p_value using errcode = '22023', hint = 'Such as 100000, for each step.';
      end if;
      v_value := to_jsonb(p_value::int);
    when 'keep_months', 'keep_history_months', 'keep_execution_months' then
      if p_value !~ '^[0-9]{1,4}$' then
        raise exception '"%" is not a number of months', p_value using errcode = '22023', hint = 'Such as 13; 0 keeps for ever.';
      end if;
      v_value := to_jsonb(p_value::int);
    when 'storage_directories', 'export_directories' then
      begin
        v_value := p_value::jsonb;
      exception when invalid_text_representation then v_value := null;
      end;
      if jsonb_typeof(v_value) is distinct from 'array'
         or exists (select from jsonb_array_elements(v_value) as d where jsonb_typeof(d) <> 'string' or d #>> '{}' not like '/%')
      then
        raise exception '"%" is not a JSON array of absolute paths', p_value
          using errcode = '22023', hint = 'Such as ["/srv/files"].';
      end if;
    else
      raise exception 'unknown setting "%"', p_key
        using errcode = '22023',
              hint = 'Known: ' || (select string_agg(s.key, ', ' order by s.key) from tracker.setting s) || '.';
  end case;
  update tracker.setting s set value = v_value where s.key = p_key;
  return v_value;
end $_$;

ALTER FUNCTION tracker.change_setting(p_key text, p_value text) OWNER TO chantier_owner;

--
-- Name: FUNCTION change_setting(p_key text, p_value text); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.change_setting(p_key text, p_value text) IS 'Changes a setting that all programs share';

--
-- Name: create_profile(text, text, text, jsonb, text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.create_profile(p_code text, p_job text, p_label text DEFAULT NULL::text, p_parameters jsonb DEFAULT '{}'::jsonb, p_overlap text DEFAULT 'queue'::text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_person text := tracker.caller();
begin
  if exists (select from job.profile p where lower(p.code) = lower(p_code)) then
    raise exception 'there is a profile "%" already', p_code
      using errcode = '23505', constraint = 'profile_code_key', hint = 'Change it, or take another code.';
  end if;
  perform job.put_profile(v_person, false, p_code, p_job, p_label, p_parameters, p_overlap);
end $$;

ALTER FUNCTION tracker.create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) OWNER TO chantier_definer;

--
-- Name: FUNCTION create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) IS 'Saves a job with its parameters';

--
-- Name: delete_profile(text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.delete_profile(p_code text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_person  text := tracker.caller();
  v_profile job.profile;
begin
  select p.* into v_profile from job.profile p where lower(p.code) = lower(p_code) for update;
  if not found then
    raise exception 'there is no profile "%"', p_code using errcode = 'P0002';
  end if;
  if v_profile.owner <> v_person and not pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage') then
    raise exception 'not_yours: profile "%" is % and not yours to change', v_profile.code, quote_ident(v_profile.owner) || '''s'
      using errcode = '42501', constraint = 'not_yours', hint = 'Its owner and administrators may.';
  end if;
  delete from job.profile p where p.id = v_profile.id;
  perform job._give_turn(v_profile.code);
end $$;

ALTER FUNCTION tracker.delete_profile(p_code text) OWNER TO chantier_definer;

--
-- Name: FUNCTION delete_profile(p_code text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.delete_profile(p_code text) IS 'Deletes a profile';

--
-- Name: fail_upload(bigint, text, text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.fail_upload(p_upload bigint, p_reason text, p_message text) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_month date;
begin
  update job.artifact a
     set error_reason = p_reason, error_message = p_message
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null
  returning a.month into v_month;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  delete from job.piece p where p.artifact_id = p_upload and p.month = v_month;
end $$;

ALTER FUNCTION tracker.fail_upload(p_upload bigint, p_reason text, p_message text) OWNER TO chantier_definer;

--
-- Name: FUNCTION fail_upload(p_upload bigint, p_reason text, p_message text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.fail_upload(p_upload bigint, p_reason text, p_message text) IS 'Ends an upload that could not be sent';

--
-- Name: finish_upload(bigint, bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.finish_upload(p_upload bigint, p_size bigint) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_upload job.artifact;
  v_there  record;
begin
  select a.* into v_upload
    from job.artifact a
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null
     for update;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  select coalesce(sum(octet_length(p.bytes)), 0) as size, count(*) as pieces, coalesce(max(p.ordinal) + 1, 0) as places,
         count(*) filter (where octet_length(p.bytes) < 262144) as short
    into v_there
    from job.piece p
   where p.artifact_id = p_upload and p.part = 0 and p.month = v_upload.month;
  if v_there.size <> p_size or v_there.pieces <> v_there.places or v_there.pieces <> (p_size + 262143) / 262144
     or v_there.short > 1
  then
    raise exception 'the upload of "%" has % of % bytes in % pieces', v_upload.name, v_there.size, p_size, v_there.pieces
      using errcode = '22023', hint = 'Send the missing pieces again.';
  end if;
  update job.artifact a set size = p_size, is_complete = true where a.id = p_upload;
end $$;

ALTER FUNCTION tracker.finish_upload(p_upload bigint, p_size bigint) OWNER TO chantier_definer;

--
-- Name: FUNCTION finish_upload(p_upload bigint, p_size bigint); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.finish_upload(p_upload bigint, p_size bigint) IS 'Ends an upload that was sent whole';

--
-- Name: launch(text, jsonb, text, bigint, smallint, text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.launch(p_job text, p_parameters jsonb DEFAULT '{}'::jsonb, p_label text DEFAULT NULL::text, p_upload bigint DEFAULT NULL::bigint, p_priority smallint DEFAULT 1, p_profile text DEFAULT NULL::text) RETURNS TABLE(execution_id bigint, id uuid, url text, label text, kind text, status text, is_new boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  v_now        timestamptz := job.now();
  v_person     text := tracker.caller();
  v_name       text := p_job;
  v_profile    job.profile;
  v_job        job.job;
  v_owner      int;
  v_upload     job.artifact;
  v_parameters jsonb;
  v_execution  job.execution;
  v_step       job.step;
begin
  if p_profile is not null or not exists (select from job.job j where j.name = p_job) then
    select p.* into v_profile from job.profile p where lower(p.code) = lower(coalesce(p_profile, p_job));
    if not found and p_profile is not null then
      raise exception 'unknown_profile: "%" is not a profile here', p_profile
        using errcode = 'P0001', constraint = 'unknown_profile',
              detail = coalesce((select 'Profiles: ' || string_agg(p.code, ', ' order by p.code) || '.' from job.profile p),
                                'There is no profile yet.');
    end if;
    if p_profile is not null and p_job <> v_profile.job then
      raise exception 'profile "%" launches %, not %', v_profile.code, v_profile.job, p_job using errcode = '22023';
    end if;
    v_name := coalesce(v_profile.job, p_job);
  end if;
  v_job := tracker._job(v_name);
  if jsonb_typeof(p_parameters) is distinct from 'object' then
    raise exception 'the parameters must be a JSON object' using errcode = '22023';
  end if;
  if p_priority is null or p_priority not between 0 and 2 then
    raise exception 'priority % is not 0 (high), 1 (normal) or 2 (low)', p_priority using errcode = '22023';
  end if;
  if v_profile.id is null then
    v_parameters := tracker._check_parameters(v_job, p_parameters);
  else
    perform tracker._check_profile(v_profile.code, v_job, v_profile.parameters);      -- the job may have changed since it was saved
    v_parameters := tracker._check_parameters(v_job, tracker._lay_over(v_profile.parameters, p_parameters));
  end if;
  if jsonb_typeof(v_parameters -> 'preview') <> 'boolean' then
    raise exception 'preview must be true or false' using errcode = '22023';
  end if;

  if v_job.name = 'undo' then
    perform tracker._check_undo(v_parameters, v_person);
  elsif v_job.kind = 'mass_edit' and v_job.parameters ?& array['filters', 'actions'] then
    perform tracker._check_edit(v_job.name, v_parameters);
  end if;

  if v_profile.overlap = 'skip' then
    if current_setting('transaction_isolation') <> 'read committed' then
      raise exception 'profile "%" launches once at a time, which only a read committed transaction can see', v_profile.code
        using errcode = '25001', hint = 'Launch it in a transaction of its own.';
    end if;
    perform pg_advisory_xact_lock(1128812120, hashtext(lower(v_profile.code)));
    select e.* into v_execution
      from job.execution e
     where e.profile = v_profile.code and e.ended_at is null
     order by e.owner <> v_person, e.id
     limit 1;
    if found and v_execution.owner <> v_person then
      raise exception 'already_running: profile "%" is at work already', v_profile.code
        using errcode = '55000', constraint = 'already_running',
              hint = 'Somebody else launched it; launch it again when that has ended, or let it queue.';
    end if;
    if found then
      return query
      select v_execution.id, v_execution.public_id, tracker._url(v_execution.public_id), v_execution.label, v_execution.kind,
             v_execution.status, false;
      return;
    end if;
  end if;
  if p_upload is not null then
    select a.* into v_upload
      from job.artifact a
     where a.id = p_upload and a.owner = v_person and a.kind = 'input' and a.execution_id is null
       for update;
    if not found then
      raise exception 'no such upload' using errcode = 'P0002';
    end if;
    if not v_upload.is_complete and v_upload.error_reason is null then
      raise exception 'the upload of "%" is not finished', v_upload.name using errcode = '55000';
    end if;
  end if;

  select o.id into v_owner from job.owner o where o.name = v_person;
  if not found then
    insert into job.owner (name) values (v_person) on conflict (name) do nothing;
    select o.id into v_owner from job.owner o where o.name = v_person;
  end if;

  insert into job.execution (owner, owner_id, job_id, job, kind, profile, label, priority, steps, preview, created_at, month)
  values (v_person, v_owner, v_job.id, v_job.name, v_job.kind, v_profile.code,
          coalesce(nullif(p_label, ''), v_profile.label, v_job.label),
          p_priority, jsonb_array_length(v_job.steps), coalesce(v_parameters -> 'preview' = 'true', false), v_now,
          date_trunc('month', v_now at time zone 'UTC')::date)
  returning * into v_execution;
  insert into job.execution_detail (execution_id, owner, month, parameters, input_artifact_id, launched_from)
  values (v_execution.id, v_person, v_execution.month, v_parameters, p_upload,
          nullif(current_setting('application_name', true), ''));
  insert into job.step (execution_id, owner, month, ordinal, name, unit, open)
  select v_execution.id, v_person, v_execution.month, s.place, s.value ->> 'name', s.value ->> 'unit',
         (s.place = 1 and v_upload.error_reason is null)::int
    from jsonb_array_elements(v_job.steps) with ordinality as s(value, place)
   order by s.place;
  select s.* into v_step from job.step s where s.execution_id = v_execution.id and s.ordinal = 1;
  if p_upload is not null then
    update job.artifact a set execution_id = v_execution.id where a.id = p_upload;
  end if;

  if v_upload.error_reason is not null then
    insert into job.error (execution_id, step_id, owner, month, reason, message, at)
    values (v_execution.id, v_step.id, v_person, v_execution.month, v_upload.error_reason,
            coalesce(v_upload.error_message, v_upload.error_reason), v_now);
    update job.step s set has_failed = true where s.id = v_step.id;
    perform job.complete_step(v_step.id);
  else
    perform job._put_tasks(v_step, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                           array[null]::jsonb[],
                           coalesce((v_job.steps -> 0 ->> 'checkpoint_version')::smallint, 1::smallint));
    if v_profile.id is null or job._take_turn(v_execution, v_step.id) then
      perform job._hint();
    end if;
  end if;

  return query
  select e.id, e.public_id, tracker._url(e.public_id), e.label, e.kind, e.status, true
    from job.execution e
   where e.id = v_execution.id;
end $$;

ALTER FUNCTION tracker.launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text) OWNER TO chantier_definer;

--
-- Name: FUNCTION launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text) IS 'Starts a job or a profile; one call, inside the caller''s own transaction';

--
-- Name: mark_read(bigint[]); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.mark_read(p_ids bigint[] DEFAULT NULL::bigint[]) RETURNS bigint
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count bigint;
begin
  update tracker.notification n
     set read_at = job.now()
   where n.person = (select tracker.me()) and n.read_at is null and (p_ids is null or n.id = any (p_ids));
  get diagnostics v_count = row_count;
  return v_count;
end $$;

ALTER FUNCTION tracker.mark_read(p_ids bigint[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION mark_read(p_ids bigint[]); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.mark_read(p_ids bigint[]) IS 'Marks notifications as read; null: all';

--
-- Name: me(); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.me() RETURNS text
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN CASE WHEN (CURRENT_USER = ANY (ARRAY['chantier_webuser'::name, 'chantier_webadmin'::name])) THEN NULLIF(current_setting('tracker.person'::text, true), ''::text) WHEN (CURRENT_USER <> ALL (ARRAY['chantier_user'::name, 'chantier_admin'::name, 'chantier_analyst'::name])) THEN (CURRENT_USER)::text ELSE NULL::text END;

ALTER FUNCTION tracker.me() OWNER TO chantier_owner;

--
-- Name: FUNCTION me(); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.me() IS 'The person of this session';

--
-- Name: open(text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.open(url text) RETURNS uuid
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $_$
declare
  v_now       timestamptz := job.now();
  v_person    text := tracker.caller();
  v_is_admin  boolean := pg_has_role(tracker._caller_role(), 'chantier_admin', 'usage');
  v_via       text := nullif(current_setting('application_name', true), '');
  v_execution record;
  v_is_open   boolean;
  -- Random ids (version 4) and no others, whole, at the end of a path or alone.
  v_id        uuid := substring(lower(btrim(url, E' \t\r\n')) from
                        '(?:^|/)([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})(?:/?(?:[?#].*)?)$')::uuid;
begin
  select e.id, e.owner, e.month into v_execution from job.execution e where e.public_id = v_id;
  v_is_open := coalesce(v_execution.owner = v_person, false);
  if not v_is_open and v_is_admin and current_setting('transaction_read_only')::boolean then
    -- Said before anything is found out: what cannot be put on record must not be told either.
    raise exception 'an administrator opens executions in a transaction that may write' using errcode = '25006';
  end if;
  if not v_is_open and v_is_admin and v_execution.month >= tracker._details_from() then
    update tracker.url_access a
       set expires_at = v_now + interval '15 minutes', given_in = pg_current_xact_id()
     where a.person = v_person and a.execution_id = v_execution.id and a.expires_at > v_now;
    if not found then
      insert into tracker.url_access (execution_id, owner, month, person, via, opened_at, expires_at)
      values (v_execution.id, v_execution.owner, v_execution.month, v_person, v_via, v_now, v_now + interval '15 minutes');
      insert into job.event (execution_id, owner, month, level, event, message, detail, at)
      values (v_execution.id, v_execution.owner, v_execution.month, 'info', 'opened_by_url',
              format('opened by its URL by %s', v_person),
              jsonb_strip_nulls(jsonb_build_object('person', v_person, 'login', nullif(session_user::text, v_person), 'via', v_via)),
              v_now);
    end if;
    v_is_open := true;
  end if;
  if not v_is_open then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  return v_id;
end $_$;

ALTER FUNCTION tracker.open(url text) OWNER TO chantier_definer;

--
-- Name: FUNCTION open(url text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.open(url text) IS 'Opens an execution by its full URL or id: own ones, and for administrators others'' for 15 minutes, on record';

--
-- Name: opened_by(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.opened_by(p_id uuid) RETURNS TABLE(person text, login text, via text, opened_at timestamp with time zone, expires_at timestamp with time zone)
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return query
  select a.person, a.login, a.via, a.opened_at, a.expires_at
    from job.execution e
    join tracker.url_access a on a.execution_id = e.id
   where e.public_id = p_id and e.owner = tracker.caller()
   order by a.id desc;
end $$;

ALTER FUNCTION tracker.opened_by(p_id uuid) OWNER TO chantier_definer;

--
-- Name: FUNCTION opened_by(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.opened_by(p_id uuid) IS 'Who has opened this execution of yours by its URL';

--
-- Name: pause(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.pause(p_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_execution job.execution;
  v_step      job.step;
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null or v_execution.status in ('stopping', 'pausing', 'paused') then
    return v_execution.status;
  end if;

  insert into job.request (execution_id, owner, request, requested_by, requested_at, status_before)
  values (v_execution.id, v_execution.owner, 'pause', v_execution.owner, job.now(), v_execution.status)
  on conflict (execution_id) do nothing;
  if not found then
    return (select e.status from job.execution e where e.id = v_execution.id);      -- another request came first
  end if;

  v_step := job._lock_open_step(v_execution.id);
  if v_step.id is null then
    delete from job.request r where r.execution_id = v_execution.id;      -- it ended while we asked
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;
  update job.execution e set status = 'pausing' where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'pause_requested', format('%s asked it to pause', v_execution.owner));
  perform job._hand_on_lost(v_execution.id);
  perform job._pause_waiting(v_step.id);
  perform job._settle_pause(v_step.id);
  perform pg_notify('chantier_progress', v_execution.id::text);
  select e.* into v_execution from job.execution e where e.id = v_execution.id;
  return case v_execution.status when 'pausing' then 'requested' else v_execution.status end;
end $$;

ALTER FUNCTION tracker.pause(p_id uuid) OWNER TO chantier_definer;

--
-- Name: FUNCTION pause(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.pause(p_id uuid) IS 'Asks an execution to pause';

--
-- Name: put_pieces(bigint, integer, bytea[]); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_upload job.artifact;
  v_most   bigint := (select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'max_upload');
  v_count  int := coalesce(cardinality(p_pieces), 0);
begin
  select a.* into v_upload
    from job.artifact a
   where a.id = p_upload and a.owner = tracker.caller() and a.kind = 'input' and a.execution_id is null
     and not a.is_complete and a.error_reason is null;
  if not found then
    raise exception 'no such upload' using errcode = 'P0002';
  end if;
  if p_first < 0 or exists (
    select from unnest(p_pieces) with ordinality as n(bytes, place)
     where n.place < v_count and octet_length(n.bytes) <> 262144
  ) then
    raise exception 'every piece but the last must have 262144 bytes' using errcode = '22023';
  end if;
  if (p_first + v_count - 1)::bigint * 262144 >= v_most then
    raise exception 'more than % bytes', v_most
      using errcode = '54000', hint = 'An operator can raise the setting max_upload.';
  end if;
  insert into job.piece (artifact_id, part, ordinal, owner, month, bytes)
  select p_upload, 0, p_first + n.place::int - 1, v_upload.owner, v_upload.month, n.bytes
    from unnest(p_pieces) with ordinality as n(bytes, place)
   order by n.place
      on conflict (artifact_id, part, ordinal, month) do update set bytes = excluded.bytes;
end $$;

ALTER FUNCTION tracker.put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]) OWNER TO chantier_definer;

--
-- Name: FUNCTION put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]) IS 'Stores pieces of an upload';

--
-- Name: remove_notification(bigint[]); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.remove_notification(p_ids bigint[]) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_count bigint;
begin
  delete from tracker.notification n where n.person = tracker.caller() and n.id = any (p_ids);
  get diagnostics v_count = row_count;
  return v_count;
end $$;

ALTER FUNCTION tracker.remove_notification(p_ids bigint[]) OWNER TO chantier_definer;

--
-- Name: FUNCTION remove_notification(p_ids bigint[]); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.remove_notification(p_ids bigint[]) IS 'Removes notifications';

--
-- Name: resume(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.resume(p_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_execution job.execution;
  v_before    text;
  v_step      job.step;
  v_tasks     bigint[];
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  delete from job.request r
   where r.execution_id = v_execution.id and r.request = 'pause'
  returning r.status_before into v_before;
  if not found then
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;

  v_step := job._lock_open_step(v_execution.id);
  if v_step.id is null then                            -- it ended meanwhile
    return (select e.status from job.execution e where e.id = v_execution.id);
  end if;
  with gone as (
    delete from job.held h where h.step_id = v_step.id and h.reason = 'paused' returning h.task_id
  )
  select coalesce(array_agg(g.task_id), '{}') into v_tasks from gone g;
  perform job._ready_again(v_step, v_execution, v_tasks);
  if not v_execution.has_turn then
    perform job._take_turn(v_execution, v_step.id);
  end if;
  update job.step s
     set status = case s.status when 'paused' then 'running' else s.status end, resumed_at = job.now()
   where s.id = v_step.id;
  update job.execution e
     set status = case when v_before = 'queued' and v_step.status = 'waiting' then 'queued' else 'running' end
   where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'resumed', format('%s let it go on', v_execution.owner),
                   jsonb_build_object('tasks', cardinality(v_tasks)));
  perform job._hint();
  perform pg_notify('chantier_progress', v_execution.id::text);
  return 'requested';
end $$;

ALTER FUNCTION tracker.resume(p_id uuid) OWNER TO chantier_definer;

--
-- Name: FUNCTION resume(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.resume(p_id uuid) IS 'Lets a paused execution go on';

--
-- Name: retry(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.retry(p_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_execution job.execution;
  v_step      job.step;
  v_refusal   text;
  v_tasks     bigint[];
begin
  perform job._bound_transaction();
  select e.* into v_execution
    from job.execution e
   where e.public_id = p_id and e.owner = tracker.caller();
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is null then
    return case when v_execution.status in ('starting', 'running') and job._hand_on_lost(v_execution.id) > 0 then 'requested'
                else v_execution.status end;
  end if;
  if v_execution.status = 'completed' then
    return 'completed';
  end if;

  -- Nothing is dropped between the question whether all is kept and the commit that makes it needed again.
  perform from job.retention r where r.key = 'details' for share;

  select s.* into v_step
    from job.step s
   where s.execution_id = v_execution.id and s.status <> 'completed'
   order by s.ordinal
   limit 1
     for no key update;
  select e.* into v_execution from job.execution e where e.id = v_execution.id for no key update;
  if v_execution.ended_at is null then
    return v_execution.status;                         -- another call of retry came first
  end if;
  v_refusal := job._retry_refusal(v_execution, v_step);
  if v_refusal is not null then
    raise exception 'this execution cannot be retried: %', v_refusal
      using errcode = '55000', hint = 'Launch it again; what was written already will be found unchanged.';
  end if;

  v_tasks := job._reopen_step(v_step);
  perform job._keep_errors(v_step);
  update job.artifact a
     set is_complete = false, size = null, records = null
   where a.execution_id = v_execution.id and a.kind = 'invalid_items';
  update job.execution e
     set status = 'queued', ended_at = null, warnings = 0, errors = 0, items = null, stopped_by = null, step = v_step.ordinal
   where e.id = v_execution.id;
  perform job._log(v_execution, 'info', 'retried',
    format('%s asked for a retry; it had ended: %s', v_execution.owner, v_execution.status),
    jsonb_strip_nulls(jsonb_build_object('status', v_execution.status, 'ended_at', v_execution.ended_at, 'errors', v_execution.errors,
      'warnings', v_execution.warnings, 'stopped_by', v_execution.stopped_by, 'tasks', cardinality(v_tasks))));

  if cardinality(v_tasks) > 0 then
    perform job._ready_again(v_step, v_execution, v_tasks);
  elsif v_step.open = 0 then
    -- Every task was completed; it ended behind them. A task without code passes there once more.
    perform job._put_tasks(v_step, v_execution, array[0]::bigint[], array[0]::bigint[], array[null]::bigint[],
                           array[null]::jsonb[], 0::smallint);
    -- As if it had been claimed before: a worker reads what such a task is, also where it reads nothing of fresh ones.
    insert into job.lease (task_id, token, execution_id, step_id, position, range_end, tag, claimed_at, owner_id, month, job_id,
                           priority, owner)
    select t.id, nextval('job.token_seq'), t.execution_id, t.step_id, t.range_start, t.range_end, t.tag, job.now(),
           v_execution.owner_id, t.month, v_execution.job_id, t.priority, t.owner
      from job.task t
      join job.ready r on r.priority = t.priority and r.tag = t.tag and r.task_id = t.id
     where t.step_id = v_step.id;
  end if;
  perform job._take_turn(v_execution, v_step.id);
  perform job._hint();
  perform pg_notify('chantier_progress', v_execution.id::text);
  return 'requested';
end $$;

ALTER FUNCTION tracker.retry(p_id uuid) OWNER TO chantier_definer;

--
-- Name: FUNCTION retry(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.retry(p_id uuid) IS 'Lets a failed or stopped execution go on from its checkpoints';

--
-- Name: set_groups(text, text[], text[]); Type: FUNCTION; Schema: tracker; Owner: chantier_owner
--

CREATE FUNCTION tracker.set_groups(p_person text, p_added text[], p_removed text[]) RETURNS text[]
    LANGUAGE plpgsql
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_unknown text;
begin
  select n.name into v_unknown
    from unnest(p_added) as n(name)
   where not exists (select from catalog.user_group g where g.name = n.name or g.name_key = lower(n.name))
   limit 1;
  if found then
    raise exception 'unknown group "%"', v_unknown
      using errcode = '22023',
            hint = coalesce(
              (select 'Known: ' || string_agg(g.name, ', ' order by g.name) || '.' from catalog.user_group g),
              'There are none yet: they come with the job csv_user_group_import.');
  end if;
  delete from tracker.person_group p
   where p.person = p_person
     and (p_removed is null or exists (select from unnest(p_removed) as n(name) where lower(p.user_group) = lower(n.name)));
  insert into tracker.person_group (person, user_group)
  select distinct p_person, g.name
    from unnest(p_added) as n(name)
    join catalog.user_group g on g.name = n.name or g.name_key = lower(n.name)
      on conflict (person, user_group) do nothing;
  return array(select p.user_group from tracker.person_group p where p.person = p_person order by p.user_group);
end $$;

ALTER FUNCTION tracker.set_groups(p_person text, p_added text[], p_removed text[]) OWNER TO chantier_owner;

--
-- Name: FUNCTION set_groups(p_person text, p_added text[], p_removed text[]); Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON FUNCTION tracker.set_groups(p_person text, p_added text[], p_removed text[]) IS 'Puts a person into groups and takes them out of others';

--
-- Name: start_upload(text, bigint); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.start_upload(p_name text, p_size bigint) RETURNS bigint
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now    timestamptz := job.now();
  v_most   bigint := (select (s.value #>> '{}')::bigint from tracker.setting s where s.key = 'max_upload');
  v_upload bigint;
begin
  if p_size > v_most then
    raise exception '% bytes, allowed %', p_size, v_most
      using errcode = '54000', hint = 'An operator can raise the setting max_upload.';
  end if;
  insert into job.artifact (owner, kind, name, size, created_at, month)
  values (tracker.caller(), 'input', p_name, p_size, v_now, date_trunc('month', v_now at time zone 'UTC')::date)
  returning id into v_upload;
  return v_upload;
end $$;

ALTER FUNCTION tracker.start_upload(p_name text, p_size bigint) OWNER TO chantier_definer;

--
-- Name: FUNCTION start_upload(p_name text, p_size bigint); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.start_upload(p_name text, p_size bigint) IS 'Begins an upload; answers its handle';

--
-- Name: stop(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.stop(p_id uuid) RETURNS text
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
declare
  v_now       timestamptz := job.now();
  v_person    text := tracker.caller();
  v_execution job.execution;
  v_step      bigint;
  v_open      int;
begin
  perform job._bound_transaction();
  select e.* into v_execution from job.execution e where e.public_id = p_id and tracker._may_act(e.id, v_person);
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null then
    return v_execution.status;
  end if;

  insert into job.request as r (execution_id, owner, request, requested_by, requested_at)
  values (v_execution.id, v_execution.owner, 'stop', v_person, v_now)
  on conflict (execution_id) do update
     set request = 'stop', requested_by = excluded.requested_by, requested_at = excluded.requested_at, status_before = null
   where r.request = 'pause';
  if found then
    perform job._log(v_execution, 'info', 'stop_requested', format('%s asked it to stop', v_person),
                     jsonb_build_object('by', v_person));
  end if;

  perform job._hand_on_lost(v_execution.id);
  select s.id into v_step
    from job.step s
   where s.execution_id = v_execution.id and s.open > 0
   order by s.ordinal
   limit 1;
  if found and job._end_waiting(v_step) > 0 then
    select s.open into v_open from job.step s where s.id = v_step;
    if v_open = 0 then
      perform job.complete_step(v_step);
    end if;
  end if;

  update job.execution e
     set status = 'stopping', stopped_by = v_person
   where e.id = v_execution.id and e.status in ('queued', 'starting', 'running', 'pausing', 'paused');
  if found then
    perform pg_notify('chantier_progress', v_execution.id::text);
    return 'requested';
  end if;
  select e.* into v_execution from job.execution e where e.id = v_execution.id;
  if v_execution.ended_at is not null then
    delete from job.request r where r.execution_id = v_execution.id;      -- it ended while we asked
    return v_execution.status;
  end if;
  return 'requested';
end $$;

ALTER FUNCTION tracker.stop(p_id uuid) OWNER TO chantier_definer;

--
-- Name: FUNCTION stop(p_id uuid); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.stop(p_id uuid) IS 'Asks an execution to stop';

--
-- Name: undo(uuid, boolean, text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.undo(p_id uuid, p_preview boolean DEFAULT false, p_label text DEFAULT NULL::text) RETURNS TABLE(execution_id bigint, id uuid, url text, label text, kind text, status text, is_new boolean)
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
begin
  return query
  select l.*
    from tracker.launch(
           'undo', jsonb_build_object('actions', jsonb_build_array(jsonb_build_object('execution', p_id)), 'preview', p_preview),
           coalesce(p_label, (select 'Undo: ' || e.label from job.execution e where e.public_id = p_id and e.owner = tracker.caller()))) l;
end $$;

ALTER FUNCTION tracker.undo(p_id uuid, p_preview boolean, p_label text) OWNER TO chantier_definer;

--
-- Name: FUNCTION undo(p_id uuid, p_preview boolean, p_label text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.undo(p_id uuid, p_preview boolean, p_label text) IS 'Launches the undo of an execution';

--
-- Name: why(uuid); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb) RETURNS record
    LANGUAGE plpgsql STABLE SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
#variable_conflict use_column
declare
  v_now       timestamptz := tracker._now();
  v_execution job.execution;
  v_step      job.step;
  v_request   job.request;
  v_tasks     record;
  v_held      record;
  v_failure   job.event;
  v_workers   record;
  v_place     int;
  v_text      text;
begin
  select e.* into v_execution from job.execution e where e.public_id = p_id and tracker._may_act(e.id, tracker.caller());
  if not found then
    raise exception 'no such execution' using errcode = 'P0002';
  end if;
  if v_execution.ended_at is not null then
    reason := 'ended';
    message := format('it has ended: %s', v_execution.status);
    detail := jsonb_build_object('status', v_execution.status, 'ended_at', v_execution.ended_at);
    return;
  end if;

  select s.* into v_step from job.step s where s.execution_id = v_execution.id and s.open > 0;
  select r.* into v_request from job.request r where r.execution_id = v_execution.id;
  select count(*) filter (where w.lease_until > v_now) as working,
         count(*) filter (where w.lease_until <= v_now) as lost,
         min(w.name) filter (where w.lease_until <= v_now) as lost_worker,
         extract(epoch from v_now - max(w.heartbeat_at) filter (where w.lease_until <= v_now))::bigint as lost_s,
         max(l.committed_at) as committed_at,
         max(coalesce(l.checkpoint_version, nullif(t.checkpoint_version, 0))) as version
    into v_tasks
    from job.task t
    left join job.lease l on l.task_id = t.id
    left join job.worker w on w.id = l.worker_id
   where t.step_id = v_step.id;
  detail := jsonb_build_object('step', v_step.name, 'working', v_tasks.working, 'open', v_step.open);

  if v_execution.status in ('stopping', 'pausing') and (v_tasks.working > 0 or v_tasks.lost = 0) then
    reason := v_execution.status;
    message := format('%s asked it to %s; %s', v_request.requested_by, v_request.request,
                      case when v_tasks.working > 0 then 'what is at work finishes its chunk first'
                           else 'what is left of it ends when a worker takes it' end);
    detail := detail || jsonb_build_object('by', v_request.requested_by, 'since', v_request.requested_at);
    return;
  end if;
  if v_execution.status = 'paused' then
    reason := 'paused';
    message := format('%s paused it; it goes on when it is resumed', v_request.requested_by);
    detail := detail || jsonb_build_object('by', v_request.requested_by, 'since', v_request.requested_at);
    return;
  end if;

  if not v_execution.has_turn then
    reason := 'profile_busy';
    select count(*) filter (where not e.has_turn and e.id < v_execution.id) + 1 into v_place
      from job.execution e
     where e.profile = v_execution.profile and e.ended_at is null;
    message := format('profile "%s" lets one execution run at a time; this one is number %s of those that wait for it',
                      v_execution.profile, v_place);
    detail := detail || jsonb_build_object('profile', v_execution.profile, 'position', v_place);
    return;
  end if;

  -- Workers that could take it: those that live; of them, those that know the job; of them, the step in this version.
  select count(*) as alive,
         count(*) filter (where w.jobs ? v_execution.job) as know,
         count(*) filter (where f.fits) as fit,
         coalesce(sum(w.slots) filter (where f.fits), 0) as slots,
         array_agg(w.id) filter (where f.fits) as ids
    into v_workers
    from job.worker w
   cross join lateral (
     select (w.jobs -> v_execution.job ->> v_step.name)::int
            = coalesce(v_tasks.version, (w.jobs -> v_execution.job ->> v_step.name)::int) as fits
   ) as f
   where w.lease_until > v_now;

  if v_tasks.lost > 0 and v_tasks.working = 0 then
    reason := 'worker_lost';
    message := format('worker "%s" was not heard from for %s s; %s', v_tasks.lost_worker, v_tasks.lost_s,
      case when v_workers.alive > 0 then 'another one goes on from its last chunk within seconds'
           else 'no other worker is running: as soon as one is, it goes on from the last chunk' end);
    detail := detail || jsonb_build_object('worker', v_tasks.lost_worker, 'seconds', v_tasks.lost_s, 'alive', v_workers.alive);
    return;
  end if;
  if v_tasks.working > 0 then
    select v.* into v_failure
      from job.event v
     where v.execution_id = v_execution.id and v.month = v_execution.month and v.event = 'chunk_failed'
       and v.at > greatest(v_tasks.committed_at, v_now - interval '1 min')
     order by v.id desc
     limit 1;
    if found then
      reason := 'retrying';
      message := format('its last chunk failed and is tried again within seconds: %s', v_failure.message);
      detail := detail || jsonb_build_object('failure', v_failure.message, 'at', v_failure.at);
      return;
    end if;
    reason := 'working';
    v_step.open := v_step.open - v_tasks.working;
    message := format('it does not wait: %s of its tasks %s at work', v_tasks.working, case v_tasks.working when 1 then 'is' else 'are' end)
      || case when v_step.open > 0 then format(', %s more %s for a slot', v_step.open, case v_step.open when 1 then 'waits' else 'wait' end)
              else '' end;
    return;
  end if;

  select h.reason, h.detail into v_held
    from job.held h
   where h.step_id = v_step.id
   order by h.held_at desc
   limit 1;
  if v_workers.alive = 0 then
    reason := 'no_worker';
    message := 'no worker is running';
    return;
  end if;
  if v_workers.know = 0 then
    reason := 'unknown_job';
    message := format('none of the workers that are running takes %s', v_execution.job);
    detail := detail || jsonb_build_object('job', v_execution.job, 'alive', v_workers.alive);
    return;
  end if;
  if v_workers.fit = 0 then
    reason := case when v_held.reason = 'unknown_step' then 'unknown_step' else 'checkpoint_version' end;
    message := format('no worker that is running can go on with step "%s": %s', v_step.name,
                      coalesce(v_held.detail, 'it needs the version of the program that began it'));
    detail := detail || jsonb_build_object('job', v_execution.job, 'held', v_held.detail);
    return;
  end if;

  v_place := tracker._queue_position(v_execution.id);
  v_workers.slots := v_workers.slots - (select count(*) from job.lease l where l.worker_id = any (v_workers.ids));
  detail := detail || jsonb_build_object('position', v_place, 'free', greatest(v_workers.slots, 0));
  v_text := coalesce(format('it is number %s in the queue', v_place), 'it waits in the queue');
  if v_workers.slots <= 0 then
    reason := 'slots_busy';
    message := v_text || '; all slots of the workers that take it are busy';
  else
    reason := 'queued';
    message := v_text || '; a slot is free and takes it within a second';
  end if;
  select v.* into v_failure
    from job.event v
   where v.execution_id = v_execution.id and v.month = v_execution.month and v.event = 'rescued' and v.at > v_now - interval '5 min'
   order by v.id desc
   limit 1;
  if found then
    message := message || '; it comes back from a worker that is gone, and goes on from its last chunk';
    detail := detail || jsonb_build_object('rescued_at', v_failure.at);
  end if;
end $$;

ALTER FUNCTION tracker.why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb) OWNER TO chantier_definer;

--
-- Name: FUNCTION why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb) IS 'Why an execution does not go on';

--
-- Name: workers_for(text); Type: FUNCTION; Schema: tracker; Owner: chantier_definer
--

CREATE FUNCTION tracker.workers_for(p_job text) RETURNS integer
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog', 'pg_temp'
    AS $$
begin
  return (select count(*) from job.worker w where w.lease_until > job.now() and w.jobs ? p_job);
end $$;

ALTER FUNCTION tracker.workers_for(p_job text) OWNER TO chantier_definer;

--
-- Name: FUNCTION workers_for(p_job text); Type: COMMENT; Schema: tracker; Owner: chantier_definer
--

COMMENT ON FUNCTION tracker.workers_for(p_job text) IS 'How many live workers take this job';

--
-- Name: archive_file; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.archive_file (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    hash text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL
);

ALTER TABLE ONLY catalog.archive_file FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.archive_file OWNER TO chantier_owner;

--
-- Name: TABLE archive_file; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.archive_file IS 'A file in the archive of an import, so that records find it by its path.';

--
-- Name: COLUMN archive_file.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.execution_id IS 'The execution that reads the archive.';

--
-- Name: COLUMN archive_file.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.owner IS 'Whose execution it is.';

--
-- Name: COLUMN archive_file.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN archive_file.path; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.path IS 'Its path in the archive, composed (NFC): systems write the same name in two forms.';

--
-- Name: COLUMN archive_file.hash; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.hash IS 'Its content in the media store.';

--
-- Name: COLUMN archive_file.size; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.archive_file.size IS 'Its size in bytes.';

--
-- Name: association; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.association (
    owner_kind text NOT NULL COLLATE pg_catalog."C",
    owner_id bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    target_kind text NOT NULL COLLATE pg_catalog."C",
    target_id bigint,
    target_group text COLLATE pg_catalog."C",
    quantity integer,
    CONSTRAINT association_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['product'::text, 'product_model'::text]))),
    CONSTRAINT association_quantity_check CHECK ((quantity > 0)),
    CONSTRAINT association_target_check CHECK (
CASE target_kind
    WHEN 'group'::text THEN ((target_group IS NOT NULL) AND (target_id IS NULL))
    WHEN 'product'::text THEN ((target_id IS NOT NULL) AND (target_group IS NULL))
    WHEN 'product_model'::text THEN ((target_id IS NOT NULL) AND (target_group IS NULL))
    ELSE false
END)
);

ALTER TABLE catalog.association OWNER TO chantier_owner;

--
-- Name: TABLE association; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.association IS 'A link from a product or product model to a product, product model or group.';

--
-- Name: COLUMN association.owner_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.owner_kind IS 'product or product_model: where the link starts.';

--
-- Name: COLUMN association.owner_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.owner_id IS 'Id of the product or product model where the link starts.';

--
-- Name: COLUMN association.type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.type IS 'Code of the association type.';

--
-- Name: COLUMN association.target_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.target_kind IS 'product, product_model or group: where the link ends.';

--
-- Name: COLUMN association.target_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.target_id IS 'Id of the product or product model where the link ends.';

--
-- Name: COLUMN association.target_group; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.target_group IS 'Code of the group where the link ends.';

--
-- Name: COLUMN association.quantity; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association.quantity IS 'How many, for quantified types.';

--
-- Name: association_type; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.association_type (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    is_two_way boolean DEFAULT false NOT NULL,
    is_quantified boolean DEFAULT false NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT association_type_form_check CHECK ((NOT (is_two_way AND is_quantified)))
);

ALTER TABLE catalog.association_type OWNER TO chantier_owner;

--
-- Name: TABLE association_type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.association_type IS 'A kind of link between products.';

--
-- Name: COLUMN association_type.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association_type.code IS 'Its code as first spelled.';

--
-- Name: COLUMN association_type.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association_type.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN association_type.is_two_way; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association_type.is_two_way IS 'Whether a link holds in both directions.';

--
-- Name: COLUMN association_type.is_quantified; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association_type.is_quantified IS 'Whether a link has a quantity.';

--
-- Name: COLUMN association_type.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.association_type.labels IS 'Locale to label.';

--
-- Name: attribute; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.attribute (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    "group" text NOT NULL COLLATE pg_catalog."C",
    localizable boolean DEFAULT false NOT NULL,
    scopable boolean DEFAULT false NOT NULL,
    "unique" boolean DEFAULT false NOT NULL,
    useable_as_grid_filter boolean DEFAULT false NOT NULL,
    available_locales text[] DEFAULT '{}'::text[] NOT NULL,
    sort_order integer DEFAULT 0 NOT NULL,
    max_characters integer,
    validation_rule text,
    validation_regexp text,
    wysiwyg_enabled boolean DEFAULT false NOT NULL,
    number_min numeric,
    number_max numeric,
    decimals_allowed boolean DEFAULT false NOT NULL,
    negative_allowed boolean DEFAULT false NOT NULL,
    metric_family text,
    default_metric_unit text,
    date_min date,
    date_max date,
    allowed_extensions text[] DEFAULT '{}'::text[] NOT NULL,
    max_file_size numeric,
    auto_option_sorting boolean DEFAULT false NOT NULL,
    default_value boolean,
    reference_data_name text,
    minimum_input_length integer DEFAULT 0 NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    guidelines jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT attribute_date_check CHECK ((date_min < date_max)),
    CONSTRAINT attribute_number_check CHECK ((number_min < number_max)),
    CONSTRAINT attribute_unique_check CHECK ((NOT ("unique" AND (localizable OR scopable))))
);

ALTER TABLE catalog.attribute OWNER TO chantier_owner;

--
-- Name: TABLE attribute; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.attribute IS 'An attribute: a property that products have values for.';

--
-- Name: COLUMN attribute.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.code IS 'Its code as first spelled; the beginning of the keys of its values.';

--
-- Name: COLUMN attribute.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN attribute.type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.type IS 'What its values are: pim_catalog_text, pim_catalog_number …';

--
-- Name: COLUMN attribute."group"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute."group" IS 'Code of its attribute group.';

--
-- Name: COLUMN attribute.localizable; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.localizable IS 'Whether there is a value for each locale.';

--
-- Name: COLUMN attribute.scopable; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.scopable IS 'Whether there is a value for each channel.';

--
-- Name: COLUMN attribute."unique"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute."unique" IS 'Whether no two products may have the same value.';

--
-- Name: COLUMN attribute.useable_as_grid_filter; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.useable_as_grid_filter IS 'Whether it is offered as a filter in lists.';

--
-- Name: COLUMN attribute.available_locales; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.available_locales IS 'Locales it is limited to; empty: all.';

--
-- Name: COLUMN attribute.sort_order; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.sort_order IS 'Its place in its group.';

--
-- Name: COLUMN attribute.max_characters; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.max_characters IS 'Longest text allowed; null: as long as the type allows.';

--
-- Name: COLUMN attribute.validation_rule; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.validation_rule IS 'email, url or regexp.';

--
-- Name: COLUMN attribute.validation_regexp; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.validation_regexp IS 'The pattern, with its delimiters, when the rule is regexp.';

--
-- Name: COLUMN attribute.wysiwyg_enabled; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.wysiwyg_enabled IS 'Whether the text is edited as HTML.';

--
-- Name: COLUMN attribute.number_min; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.number_min IS 'Smallest amount allowed, itself included.';

--
-- Name: COLUMN attribute.number_max; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.number_max IS 'Largest amount allowed, itself included.';

--
-- Name: COLUMN attribute.decimals_allowed; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.decimals_allowed IS 'Whether amounts may have decimals.';

--
-- Name: COLUMN attribute.negative_allowed; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.negative_allowed IS 'Whether amounts may be below 0.';

--
-- Name: COLUMN attribute.metric_family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.metric_family IS 'Family of its units: Weight, Length …';

--
-- Name: COLUMN attribute.default_metric_unit; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.default_metric_unit IS 'Unit offered first.';

--
-- Name: COLUMN attribute.date_min; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.date_min IS 'Earliest day allowed.';

--
-- Name: COLUMN attribute.date_max; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.date_max IS 'Latest day allowed.';

--
-- Name: COLUMN attribute.allowed_extensions; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.allowed_extensions IS 'File name extensions allowed, in lower case; empty: all.';

--
-- Name: COLUMN attribute.max_file_size; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.max_file_size IS 'Largest file allowed, in MB.';

--
-- Name: COLUMN attribute.auto_option_sorting; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.auto_option_sorting IS 'Whether its options are shown sorted by code.';

--
-- Name: COLUMN attribute.default_value; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.default_value IS 'Value that new products get (boolean attributes).';

--
-- Name: COLUMN attribute.reference_data_name; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.reference_data_name IS 'The list that its codes come from (reference data).';

--
-- Name: COLUMN attribute.minimum_input_length; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.minimum_input_length IS 'Characters to type before options are searched.';

--
-- Name: COLUMN attribute.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.labels IS 'Locale to label.';

--
-- Name: COLUMN attribute.guidelines; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute.guidelines IS 'Locale to a text of help for editors.';

--
-- Name: attribute_group; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.attribute_group (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    sort_order integer DEFAULT 0 NOT NULL,
    given_order integer DEFAULT 0 NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT attribute_group_sort_order_check CHECK (((sort_order >= 0) AND (given_order >= 0)))
);

ALTER TABLE catalog.attribute_group OWNER TO chantier_owner;

--
-- Name: TABLE attribute_group; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.attribute_group IS 'A group of attributes, for people to find them; edit rights are given by group.';

--
-- Name: COLUMN attribute_group.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_group.code IS 'Its code as first spelled.';

--
-- Name: COLUMN attribute_group.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_group.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN attribute_group.sort_order; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_group.sort_order IS 'Its place among the groups: 0, 1, 2 … after an import.';

--
-- Name: COLUMN attribute_group.given_order; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_group.given_order IS 'The sort_order that files give; from it and the code follows sort_order, so that a file loaded again changes nothing.';

--
-- Name: COLUMN attribute_group.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_group.labels IS 'Locale to label.';

--
-- Name: attribute_option; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.attribute_option (
    attribute text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    sort_order integer DEFAULT 0 NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE catalog.attribute_option OWNER TO chantier_owner;

--
-- Name: TABLE attribute_option; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.attribute_option IS 'An option of a select attribute.';

--
-- Name: COLUMN attribute_option.attribute; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_option.attribute IS 'Code of the attribute.';

--
-- Name: COLUMN attribute_option.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_option.code IS 'Its code as first spelled.';

--
-- Name: COLUMN attribute_option.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_option.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN attribute_option.sort_order; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_option.sort_order IS 'Its place among the options.';

--
-- Name: COLUMN attribute_option.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.attribute_option.labels IS 'Locale to label.';

--
-- Name: category; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.category (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    parent text COLLATE pg_catalog."C",
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT category_parent_check CHECK ((parent IS DISTINCT FROM code))
);

ALTER TABLE catalog.category OWNER TO chantier_owner;

--
-- Name: TABLE category; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.category IS 'A category; those without a parent are the roots of the trees.';

--
-- Name: COLUMN category.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.category.code IS 'Its code as first spelled.';

--
-- Name: COLUMN category.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.category.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN category.parent; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.category.parent IS 'Code of the category above; null for the root of a tree.';

--
-- Name: COLUMN category.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.category.labels IS 'Locale to label.';

--
-- Name: channel; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.channel (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    tree text NOT NULL COLLATE pg_catalog."C",
    locales text[] NOT NULL,
    currencies text[] NOT NULL,
    conversion_units jsonb DEFAULT '{}'::jsonb NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT channel_currencies_check CHECK ((cardinality(currencies) > 0)),
    CONSTRAINT channel_locales_check CHECK ((cardinality(locales) > 0))
);

ALTER TABLE catalog.channel OWNER TO chantier_owner;

--
-- Name: TABLE channel; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.channel IS 'A channel: the locales, currencies and category tree in which products are offered.';

--
-- Name: COLUMN channel.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.code IS 'Its code as first spelled.';

--
-- Name: COLUMN channel.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN channel.tree; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.tree IS 'Code of the root category.';

--
-- Name: COLUMN channel.locales; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.locales IS 'Sorted codes of its locales; these are the active ones.';

--
-- Name: COLUMN channel.currencies; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.currencies IS 'Sorted codes of its currencies.';

--
-- Name: COLUMN channel.conversion_units; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.conversion_units IS 'Attribute to the unit into which exports convert it.';

--
-- Name: COLUMN channel.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.channel.labels IS 'Locale to label.';

--
-- Name: currency; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.currency (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    activated boolean NOT NULL
);

ALTER TABLE catalog.currency OWNER TO chantier_owner;

--
-- Name: TABLE currency; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.currency IS 'A currency by its ISO code; prices are kept in activated ones.';

--
-- Name: COLUMN currency.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.currency.code IS 'Three letters, as in ISO 4217.';

--
-- Name: COLUMN currency.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.currency.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN currency.activated; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.currency.activated IS 'Whether prices may be given in this currency.';

--
-- Name: deferred_record; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.deferred_record (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    "row" bigint NOT NULL
);

ALTER TABLE ONLY catalog.deferred_record FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.deferred_record OWNER TO chantier_owner;

--
-- Name: TABLE deferred_record; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.deferred_record IS 'A record of an import''s file that is handled in file order after all others, so that the result does not depend on the number of workers.';

--
-- Name: COLUMN deferred_record.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.deferred_record.execution_id IS 'The execution that reads the file.';

--
-- Name: COLUMN deferred_record.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.deferred_record.owner IS 'Whose execution it is.';

--
-- Name: COLUMN deferred_record.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.deferred_record.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN deferred_record."row"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.deferred_record."row" IS 'Number of the record, 1 for the first after the header.';

--
-- Name: export_copy; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_copy (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    item_id bigint NOT NULL,
    uuid uuid,
    identifier text COLLATE pg_catalog."C",
    family text COLLATE pg_catalog."C",
    family_variant text COLLATE pg_catalog."C",
    parent text COLLATE pg_catalog."C",
    enabled boolean,
    categories text[] NOT NULL,
    groups text[] NOT NULL,
    "values" jsonb NOT NULL,
    above jsonb,
    top jsonb
);
ALTER TABLE ONLY catalog.export_copy ALTER COLUMN "values" SET COMPRESSION lz4;
ALTER TABLE ONLY catalog.export_copy ALTER COLUMN above SET COMPRESSION lz4;
ALTER TABLE ONLY catalog.export_copy ALTER COLUMN top SET COMPRESSION lz4;

ALTER TABLE ONLY catalog.export_copy FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_copy OWNER TO chantier_owner;

--
-- Name: TABLE export_copy; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_copy IS 'Items of a running export that shows one moment, as they were then.';

--
-- Name: COLUMN export_copy.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.execution_id IS 'The export.';

--
-- Name: COLUMN export_copy.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_copy.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_copy.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.item_kind IS 'product or product_model.';

--
-- Name: COLUMN export_copy.item_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.item_id IS 'Id of the product or product model.';

--
-- Name: COLUMN export_copy.uuid; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.uuid IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy.identifier; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.identifier IS 'Identifier of a product, code of a product model.';

--
-- Name: COLUMN export_copy.family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.family IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy.family_variant; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.family_variant IS 'As in catalog.product_model.';

--
-- Name: COLUMN export_copy.parent; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.parent IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy.enabled; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.enabled IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy.categories; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.categories IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy.groups; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.groups IS 'As in catalog.product.';

--
-- Name: COLUMN export_copy."values"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy."values" IS 'Values of its own.';

--
-- Name: COLUMN export_copy.above; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.above IS 'Values of the product model of a variant.';

--
-- Name: COLUMN export_copy.top; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy.top IS 'Values of the root above that one.';

--
-- Name: export_copy_link; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_copy_link (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    item_id bigint NOT NULL,
    type text NOT NULL COLLATE pg_catalog."C",
    target_kind text NOT NULL COLLATE pg_catalog."C",
    target text COLLATE pg_catalog."C",
    target_uuid uuid,
    quantity integer
);

ALTER TABLE ONLY catalog.export_copy_link FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_copy_link OWNER TO chantier_owner;

--
-- Name: TABLE export_copy_link; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_copy_link IS 'Links of items of a running export that shows one moment, as they were then.';

--
-- Name: COLUMN export_copy_link.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.execution_id IS 'The export.';

--
-- Name: COLUMN export_copy_link.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_copy_link.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_copy_link.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.item_kind IS 'product or product_model: where the link starts.';

--
-- Name: COLUMN export_copy_link.item_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.item_id IS 'Id of the product or product model where the link starts.';

--
-- Name: COLUMN export_copy_link.type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.type IS 'Code of the association type.';

--
-- Name: COLUMN export_copy_link.target_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.target_kind IS 'product, product_model or group: where the link ends.';

--
-- Name: COLUMN export_copy_link.target; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.target IS 'Identifier or code where the link ends; null: that product has none.';

--
-- Name: COLUMN export_copy_link.target_uuid; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.target_uuid IS 'Uuid of the product where the link ends.';

--
-- Name: COLUMN export_copy_link.quantity; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_copy_link.quantity IS 'How many, for quantified types.';

--
-- Name: export_entry; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_entry (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    step smallint NOT NULL,
    part bigint NOT NULL,
    ordinal integer NOT NULL,
    path text NOT NULL COLLATE pg_catalog."C",
    artifact_id bigint,
    hash text COLLATE pg_catalog."C",
    size bigint NOT NULL,
    place integer,
    crc bigint,
    packed bigint,
    start bigint,
    is_packed boolean,
    CONSTRAINT export_entry_size_check CHECK ((size >= 0)),
    CONSTRAINT export_entry_source_check CHECK (((artifact_id IS NULL) <> (hash IS NULL)))
);

ALTER TABLE ONLY catalog.export_entry FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_entry OWNER TO chantier_owner;

--
-- Name: TABLE export_entry; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_entry IS 'Files that go into the archive of a running export.';

--
-- Name: COLUMN export_entry.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.execution_id IS 'The export.';

--
-- Name: COLUMN export_entry.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_entry.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_entry.step; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.step IS 'Which step listed it; 0: a file of the export itself.';

--
-- Name: COLUMN export_entry.part; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.part IS 'Part of the task that listed it.';

--
-- Name: COLUMN export_entry.ordinal; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.ordinal IS 'Its place among those of the part, from 0.';

--
-- Name: COLUMN export_entry.path; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.path IS 'Its path in the archive.';

--
-- Name: COLUMN export_entry.artifact_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.artifact_id IS 'The file (job.artifact); null: a medium.';

--
-- Name: COLUMN export_entry.hash; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.hash IS 'The medium (catalog.media); null: a file of the export.';

--
-- Name: COLUMN export_entry.size; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.size IS 'Its bytes.';

--
-- Name: COLUMN export_entry.place; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.place IS 'Its place in the archive, from 1; null before the archive is begun, and for a second file of the same path.';

--
-- Name: COLUMN export_entry.crc; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.crc IS 'Its checksum in the archive; null until it is there.';

--
-- Name: COLUMN export_entry.packed; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.packed IS 'Its bytes in the archive.';

--
-- Name: COLUMN export_entry.start; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.start IS 'Where it begins in the archive.';

--
-- Name: COLUMN export_entry.is_packed; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_entry.is_packed IS 'Whether it is packed there, or stands as it is.';

--
-- Name: export_file; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_file (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    ordinal integer NOT NULL,
    artifact_id bigint NOT NULL,
    records bigint NOT NULL,
    size bigint,
    sha256 bytea
);

ALTER TABLE ONLY catalog.export_file FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_file OWNER TO chantier_owner;

--
-- Name: TABLE export_file; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_file IS 'Files of a running export.';

--
-- Name: COLUMN export_file.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.execution_id IS 'The export.';

--
-- Name: COLUMN export_file.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_file.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_file.ordinal; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.ordinal IS 'Its place among the files, from 1.';

--
-- Name: COLUMN export_file.artifact_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.artifact_id IS 'The file itself (job.artifact).';

--
-- Name: COLUMN export_file.records; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.records IS 'How many records it holds.';

--
-- Name: COLUMN export_file.size; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.size IS 'Its bytes; null until it is whole.';

--
-- Name: COLUMN export_file.sha256; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_file.sha256 IS 'Its checksum; null until it is whole.';

--
-- Name: export_page; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_page (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    first bigint NOT NULL,
    ids bigint[] NOT NULL,
    CONSTRAINT export_page_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
);

ALTER TABLE ONLY catalog.export_page FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_page OWNER TO chantier_owner;

--
-- Name: TABLE export_page; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_page IS 'Ids of the items of a running export, in the order of its records.';

--
-- Name: COLUMN export_page.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.execution_id IS 'The export.';

--
-- Name: COLUMN export_page.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_page.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_page.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.item_kind IS 'product or product_model.';

--
-- Name: COLUMN export_page.first; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.first IS 'Number of the record of the first of them, from 1.';

--
-- Name: COLUMN export_page.ids; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_page.ids IS 'Ids, ascending.';

--
-- Name: export_plan; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.export_plan (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    met jsonb DEFAULT '{}'::jsonb NOT NULL,
    plan jsonb,
    CONSTRAINT export_plan_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
);

ALTER TABLE ONLY catalog.export_plan FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.export_plan OWNER TO chantier_owner;

--
-- Name: TABLE export_plan; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.export_plan IS 'What a running export knows of its items: what it met among them and, once all are selected, its columns and files.';

--
-- Name: COLUMN export_plan.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.execution_id IS 'The export.';

--
-- Name: COLUMN export_plan.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.owner IS 'Whose execution it is.';

--
-- Name: COLUMN export_plan.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN export_plan.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.item_kind IS 'product or product_model.';

--
-- Name: COLUMN export_plan.met; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.met IS 'What was met so far: families, links, whether any item has a parent.';

--
-- Name: COLUMN export_plan.plan; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.export_plan.plan IS 'Columns, header and records; null until all items are selected.';

--
-- Name: family; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.family (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    attributes text[] NOT NULL,
    attribute_as_label text COLLATE pg_catalog."C",
    attribute_as_image text COLLATE pg_catalog."C",
    requirements jsonb DEFAULT '{}'::jsonb NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE catalog.family OWNER TO chantier_owner;

--
-- Name: TABLE family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.family IS 'A family: the attributes that its products have, and which of them must be filled.';

--
-- Name: COLUMN family.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.code IS 'Its code as first spelled.';

--
-- Name: COLUMN family.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN family.attributes; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.attributes IS 'Sorted codes of its attributes; the identifier is always one.';

--
-- Name: COLUMN family.attribute_as_label; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.attribute_as_label IS 'Attribute shown as a product''s name.';

--
-- Name: COLUMN family.attribute_as_image; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.attribute_as_image IS 'Attribute shown as a product''s picture.';

--
-- Name: COLUMN family.requirements; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.requirements IS 'Channel to the sorted codes of the attributes that must be filled there; the identifier always is.';

--
-- Name: COLUMN family.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family.labels IS 'Locale to label.';

--
-- Name: family_variant; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.family_variant (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    family text NOT NULL COLLATE pg_catalog."C",
    variant_axes_1 text[] NOT NULL,
    variant_axes_2 text[] DEFAULT '{}'::text[] NOT NULL,
    variant_attributes_1 text[] NOT NULL,
    variant_attributes_2 text[] DEFAULT '{}'::text[] NOT NULL,
    labels jsonb DEFAULT '{}'::jsonb NOT NULL,
    CONSTRAINT family_variant_axes_check CHECK ((((cardinality(variant_axes_1) >= 1) AND (cardinality(variant_axes_1) <= 5)) AND (cardinality(variant_axes_2) <= 5)))
);

ALTER TABLE catalog.family_variant OWNER TO chantier_owner;

--
-- Name: TABLE family_variant; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.family_variant IS 'How a family''s products vary: which attributes each level of variants has, and by which they differ.';

--
-- Name: COLUMN family_variant.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.code IS 'Its code as first spelled.';

--
-- Name: COLUMN family_variant.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN family_variant.family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.family IS 'Code of the family.';

--
-- Name: COLUMN family_variant.variant_axes_1; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.variant_axes_1 IS 'Attributes by which the first level differs; never change.';

--
-- Name: COLUMN family_variant.variant_axes_2; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.variant_axes_2 IS 'Attributes by which the second level differs; empty: there is one level.';

--
-- Name: COLUMN family_variant.variant_attributes_1; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.variant_attributes_1 IS 'Sorted codes of the attributes of the first level, axes included.';

--
-- Name: COLUMN family_variant.variant_attributes_2; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.variant_attributes_2 IS 'Sorted codes of the attributes of the second level, axes included.';

--
-- Name: COLUMN family_variant.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.family_variant.labels IS 'Locale to label.';

--
-- Name: group; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog."group" (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    type text NOT NULL COLLATE pg_catalog."C",
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE catalog."group" OWNER TO chantier_owner;

--
-- Name: TABLE "group"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog."group" IS 'A group of products.';

--
-- Name: COLUMN "group".code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog."group".code IS 'Its code as first spelled.';

--
-- Name: COLUMN "group".code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog."group".code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN "group".type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog."group".type IS 'Code of its group type; never changes.';

--
-- Name: COLUMN "group".labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog."group".labels IS 'Locale to label.';

--
-- Name: group_type; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.group_type (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE catalog.group_type OWNER TO chantier_owner;

--
-- Name: TABLE group_type; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.group_type IS 'A kind of product group.';

--
-- Name: COLUMN group_type.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.group_type.code IS 'Its code as first spelled.';

--
-- Name: COLUMN group_type.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.group_type.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN group_type.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.group_type.labels IS 'Locale to label.';

--
-- Name: history_place; Type: SEQUENCE; Schema: catalog; Owner: chantier_owner
--

CREATE SEQUENCE catalog.history_place
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE catalog.history_place OWNER TO chantier_owner;

--
-- Name: SEQUENCE history_place; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON SEQUENCE catalog.history_place IS 'The order of changes: of two changes of one item the later one has the higher place.';

--
-- Name: history; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.history (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    created int8multirange,
    item_id bigint,
    before jsonb,
    at timestamp with time zone NOT NULL,
    place bigint DEFAULT nextval('catalog.history_place'::regclass) NOT NULL,
    CONSTRAINT history_form_check CHECK ((((created IS NULL) = (item_id IS NOT NULL)) AND ((item_id IS NULL) = (before IS NULL)))),
    CONSTRAINT history_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
)
PARTITION BY RANGE (month);
ALTER TABLE ONLY catalog.history ALTER COLUMN before SET COMPRESSION lz4;

ALTER TABLE ONLY catalog.history FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.history OWNER TO chantier_owner;

--
-- Name: TABLE history; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.history IS 'The before-images of an execution''s changes: one row for all items that a chunk created, one for each item it changed. undo reads it.';

--
-- Name: COLUMN history.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.execution_id IS 'The execution that made the change.';

--
-- Name: COLUMN history.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.owner IS 'Whose execution it is.';

--
-- Name: COLUMN history.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.month IS 'First day of the month in which the execution was launched; the partition.';

--
-- Name: COLUMN history.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.item_kind IS 'product or product_model.';

--
-- Name: COLUMN history.created; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.created IS 'Ids of the items that a chunk created.';

--
-- Name: COLUMN history.item_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.item_id IS 'Id of the item that was changed.';

--
-- Name: COLUMN history.before; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.before IS 'The changed fields as they were: "values" holds key to old value, null where there was none; "associations" holds type and kind of target to [target, quantity]; "unique" the old keys of unique values; other keys are columns. "item": the whole item, for one that was deleted; null: there was none, for one that was made again.';

--
-- Name: COLUMN history.at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.at IS 'When the change was made.';

--
-- Name: COLUMN history.place; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.history.place IS 'The order of changes of one item: taken when the item''s row was locked already.';

--
-- Name: history_default; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.history_default (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    created int8multirange,
    item_id bigint,
    before jsonb,
    at timestamp with time zone NOT NULL,
    place bigint DEFAULT nextval('catalog.history_place'::regclass) NOT NULL,
    CONSTRAINT history_form_check CHECK ((((created IS NULL) = (item_id IS NOT NULL)) AND ((item_id IS NULL) = (before IS NULL)))),
    CONSTRAINT history_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
);
ALTER TABLE ONLY catalog.history_default ALTER COLUMN before SET COMPRESSION lz4;

ALTER TABLE ONLY catalog.history_default FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.history_default OWNER TO chantier_owner;

--
-- Name: item_id; Type: SEQUENCE; Schema: catalog; Owner: chantier_owner
--

CREATE SEQUENCE catalog.item_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE catalog.item_id OWNER TO chantier_owner;

--
-- Name: SEQUENCE item_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON SEQUENCE catalog.item_id IS 'Ids of products and product models. Taken in blocks by catalog.reserve_ids(), so that an item''s id says where in its file it stood.';

--
-- Name: locale; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.locale (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE catalog.locale OWNER TO chantier_owner;

--
-- Name: TABLE locale; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.locale IS 'A known locale. It is active while a channel uses it (catalog.channel.locales).';

--
-- Name: COLUMN locale.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.locale.code IS 'Language and country: en_US.';

--
-- Name: COLUMN locale.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.locale.code_key IS 'The code folded for look-ups without case.';

--
-- Name: media; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.media (
    hash text NOT NULL COLLATE pg_catalog."C",
    size bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    seen_at timestamp with time zone NOT NULL,
    CONSTRAINT media_hash_check CHECK ((hash ~ '^[0-9a-f]{64}$'::text)),
    CONSTRAINT media_size_check CHECK ((size >= 0))
)
WITH (fillfactor='80');

ALTER TABLE catalog.media OWNER TO chantier_owner;

--
-- Name: TABLE media; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.media IS 'A file that values of images and files name, kept once whatever its names.';

--
-- Name: COLUMN media.hash; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media.hash IS 'SHA-256 of its content, in hexadecimal.';

--
-- Name: COLUMN media.size; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media.size IS 'Its size in bytes.';

--
-- Name: COLUMN media.created_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media.created_at IS 'When it came first.';

--
-- Name: COLUMN media.seen_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media.seen_at IS 'When it last came, or was last found to be in use.';

--
-- Name: media_piece; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.media_piece (
    hash text NOT NULL COLLATE pg_catalog."C",
    ordinal integer NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT media_piece_ordinal_check CHECK ((ordinal >= 0))
);
ALTER TABLE ONLY catalog.media_piece ALTER COLUMN bytes SET STORAGE EXTERNAL;

ALTER TABLE catalog.media_piece OWNER TO chantier_owner;

--
-- Name: TABLE media_piece; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.media_piece IS 'A part of a medium''s content: 256 KiB, the last one less.';

--
-- Name: COLUMN media_piece.hash; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_piece.hash IS 'The medium.';

--
-- Name: COLUMN media_piece.ordinal; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_piece.ordinal IS 'Its place, from 0.';

--
-- Name: COLUMN media_piece.bytes; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_piece.bytes IS 'The content.';

--
-- Name: media_sweep; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.media_sweep (
    stage integer NOT NULL,
    place bigint NOT NULL,
    began_at timestamp with time zone NOT NULL,
    CONSTRAINT media_sweep_stage_check CHECK (((stage >= 1) AND (stage <= 4)))
);

ALTER TABLE catalog.media_sweep OWNER TO chantier_owner;

--
-- Name: TABLE media_sweep; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.media_sweep IS 'How far the search for media that nothing names has come; empty: none is on its way.';

--
-- Name: COLUMN media_sweep.stage; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_sweep.stage IS '1 products, 2 product models, 3 history, 4 what was not found goes.';

--
-- Name: COLUMN media_sweep.place; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_sweep.place IS 'The id of the last item looked at.';

--
-- Name: COLUMN media_sweep.began_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.media_sweep.began_at IS 'When it began.';

--
-- Name: past_execution; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.past_execution (
    execution_id bigint NOT NULL,
    public_id uuid NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    kind text NOT NULL COLLATE pg_catalog."C",
    job text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE ONLY catalog.past_execution FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.past_execution OWNER TO chantier_owner;

--
-- Name: TABLE past_execution; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.past_execution IS 'An execution that is gone while the history still holds what it changed.';

--
-- Name: COLUMN past_execution.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.execution_id IS 'Its number.';

--
-- Name: COLUMN past_execution.public_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.public_id IS 'Its public id.';

--
-- Name: COLUMN past_execution.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.owner IS 'Whose it was.';

--
-- Name: COLUMN past_execution.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.month IS 'First day of the month in which it was launched.';

--
-- Name: COLUMN past_execution.kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.kind IS 'The kind of its job.';

--
-- Name: COLUMN past_execution.job; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.past_execution.job IS 'Its job.';

--
-- Name: person; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.person (
    username text NOT NULL COLLATE pg_catalog."C",
    username_key text NOT NULL COLLATE pg_catalog."C",
    email text,
    first_name text,
    last_name text,
    name_prefix text,
    middle_name text,
    name_suffix text,
    phone text,
    roles text[] DEFAULT '{}'::text[] NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    enabled boolean DEFAULT true NOT NULL,
    timezone text,
    catalog_default_locale text,
    user_default_locale text,
    catalog_default_scope text,
    default_category_tree text,
    avatar text,
    profile text,
    product_grid_filters text
);

ALTER TABLE ONLY catalog.person FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.person OWNER TO chantier_owner;

--
-- Name: TABLE person; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.person IS 'A person as files of other systems describe them. It gives no right and is no login: chantier user makes those.';

--
-- Name: COLUMN person.username; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.username IS 'Name as first spelled.';

--
-- Name: COLUMN person.username_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.username_key IS 'The name folded for look-ups without case.';

--
-- Name: COLUMN person.email; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.email IS 'E-mail address.';

--
-- Name: COLUMN person.first_name; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.first_name IS 'First name.';

--
-- Name: COLUMN person.last_name; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.last_name IS 'Last name.';

--
-- Name: COLUMN person.name_prefix; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.name_prefix IS 'What stands before the name.';

--
-- Name: COLUMN person.middle_name; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.middle_name IS 'Middle name.';

--
-- Name: COLUMN person.name_suffix; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.name_suffix IS 'What stands behind the name.';

--
-- Name: COLUMN person.phone; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.phone IS 'Telephone number.';

--
-- Name: COLUMN person.roles; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.roles IS 'Sorted codes of catalog.user_role.';

--
-- Name: COLUMN person.groups; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.groups IS 'Sorted names of catalog.user_group.';

--
-- Name: COLUMN person.enabled; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.enabled IS 'Whether the other system lets them in.';

--
-- Name: COLUMN person.timezone; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.timezone IS 'Time zone.';

--
-- Name: COLUMN person.catalog_default_locale; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.catalog_default_locale IS 'Locale in which they see the catalogue.';

--
-- Name: COLUMN person.user_default_locale; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.user_default_locale IS 'Language of their screens.';

--
-- Name: COLUMN person.catalog_default_scope; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.catalog_default_scope IS 'Channel for which they see the catalogue.';

--
-- Name: COLUMN person.default_category_tree; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.default_category_tree IS 'Root category that they see first.';

--
-- Name: COLUMN person.avatar; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.avatar IS 'Path of their picture.';

--
-- Name: COLUMN person.profile; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.profile IS 'What they work as.';

--
-- Name: COLUMN person.product_grid_filters; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.person.product_grid_filters IS 'Filters that they see first.';

--
-- Name: product; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.product (
    id bigint NOT NULL,
    uuid uuid DEFAULT gen_random_uuid() NOT NULL,
    identifier text COLLATE pg_catalog."C",
    identifier_key text COLLATE pg_catalog."C",
    family text COLLATE pg_catalog."C",
    parent text COLLATE pg_catalog."C",
    parent_id bigint,
    enabled boolean DEFAULT true NOT NULL,
    categories text[] DEFAULT '{}'::text[] NOT NULL,
    groups text[] DEFAULT '{}'::text[] NOT NULL,
    "values" jsonb DEFAULT '{}'::jsonb NOT NULL,
    axis_key text COLLATE pg_catalog."C",
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    record_mark uuid,
    CONSTRAINT product_identifier_check CHECK (((identifier IS NULL) = (identifier_key IS NULL))),
    CONSTRAINT product_parent_check CHECK ((((parent_id IS NULL) = (parent IS NULL)) AND ((parent_id IS NULL) = (axis_key IS NULL)))),
    CONSTRAINT product_values_check CHECK ((jsonb_typeof("values") = 'object'::text))
);
ALTER TABLE ONLY catalog.product ALTER COLUMN "values" SET COMPRESSION lz4;

ALTER TABLE catalog.product OWNER TO chantier_owner;

--
-- Name: TABLE product; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.product IS 'A product: a simple one, or a variant under a product model.';

--
-- Name: COLUMN product.id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.id IS 'From the sequence catalog.item_id; the order of exports. A file''s new products have its block''s start plus their record''s number.';

--
-- Name: COLUMN product.uuid; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.uuid IS 'Version 4; never changes.';

--
-- Name: COLUMN product.identifier; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.identifier IS 'Its identifier as given; null: it has none.';

--
-- Name: COLUMN product.identifier_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.identifier_key IS 'The identifier folded for look-ups without case.';

--
-- Name: COLUMN product.family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.family IS 'Code of its family; null: it has none.';

--
-- Name: COLUMN product.parent; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.parent IS 'Code of the product model of a variant.';

--
-- Name: COLUMN product.parent_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.parent_id IS 'Id of the product model of a variant.';

--
-- Name: COLUMN product.enabled; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.enabled IS 'Whether it is offered.';

--
-- Name: COLUMN product.categories; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.categories IS 'Sorted codes of its own categories.';

--
-- Name: COLUMN product.groups; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.groups IS 'Sorted codes of its groups.';

--
-- Name: COLUMN product."values"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product."values" IS 'Values of its own: key to text, or to an object for a measurement. A variant''s inherited ones stand on its models.';

--
-- Name: COLUMN product.axis_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.axis_key IS 'Values of the axes that tell a variant from its siblings, folded; made by the program.';

--
-- Name: COLUMN product.created_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.created_at IS 'When it was created.';

--
-- Name: COLUMN product.updated_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.updated_at IS 'When it was last written.';

--
-- Name: COLUMN product.record_mark; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product.record_mark IS 'Hash of the record, header, parameters and structure version of the import that left the product as it is, when the same record again would change nothing; null: unknown. Whoever changes a product sets it anew or to null.';

--
-- Name: product_model; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.product_model (
    id bigint NOT NULL,
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    family text NOT NULL COLLATE pg_catalog."C",
    family_variant text NOT NULL COLLATE pg_catalog."C",
    parent text COLLATE pg_catalog."C",
    parent_id bigint,
    categories text[] DEFAULT '{}'::text[] NOT NULL,
    "values" jsonb DEFAULT '{}'::jsonb NOT NULL,
    axis_key text COLLATE pg_catalog."C",
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT product_model_parent_check CHECK ((((parent_id IS NULL) = (parent IS NULL)) AND ((parent_id IS NULL) = (axis_key IS NULL)))),
    CONSTRAINT product_model_values_check CHECK ((jsonb_typeof("values") = 'object'::text))
);
ALTER TABLE ONLY catalog.product_model ALTER COLUMN "values" SET COMPRESSION lz4;

ALTER TABLE catalog.product_model OWNER TO chantier_owner;

--
-- Name: TABLE product_model; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.product_model IS 'A product model: what its variants have in common. A root has no parent; under it stand variants, or sub-models with variants.';

--
-- Name: COLUMN product_model.id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.id IS 'From the sequence catalog.item_id.';

--
-- Name: COLUMN product_model.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.code IS 'Its code as first given; never changes.';

--
-- Name: COLUMN product_model.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN product_model.family; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.family IS 'Code of the family of its family variant.';

--
-- Name: COLUMN product_model.family_variant; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.family_variant IS 'Code of its family variant; never changes.';

--
-- Name: COLUMN product_model.parent; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.parent IS 'Code of the root above a sub-model.';

--
-- Name: COLUMN product_model.parent_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.parent_id IS 'Id of the root above a sub-model.';

--
-- Name: COLUMN product_model.categories; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.categories IS 'Sorted codes of its own categories.';

--
-- Name: COLUMN product_model."values"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model."values" IS 'Values of its own level: key to text, or to an object for a measurement.';

--
-- Name: COLUMN product_model.axis_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.axis_key IS 'Values of the axes that tell a sub-model from its siblings, folded; made by the program.';

--
-- Name: COLUMN product_model.created_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.created_at IS 'When it was created.';

--
-- Name: COLUMN product_model.updated_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.product_model.updated_at IS 'When it was last written.';

--
-- Name: reference_data; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.reference_data (
    list text NOT NULL COLLATE pg_catalog."C",
    list_key text NOT NULL COLLATE pg_catalog."C",
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    labels jsonb DEFAULT '{}'::jsonb NOT NULL
);

ALTER TABLE catalog.reference_data OWNER TO chantier_owner;

--
-- Name: TABLE reference_data; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.reference_data IS 'A code of a named list, from which attributes of reference data take their values.';

--
-- Name: COLUMN reference_data.list; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.reference_data.list IS 'Name of the list, as catalog.attribute.reference_data_name has it.';

--
-- Name: COLUMN reference_data.list_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.reference_data.list_key IS 'The name folded for look-ups without case.';

--
-- Name: COLUMN reference_data.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.reference_data.code IS 'The code as first spelled.';

--
-- Name: COLUMN reference_data.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.reference_data.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN reference_data.labels; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.reference_data.labels IS 'Locale to label.';

--
-- Name: removed_attribute; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.removed_attribute (
    code text NOT NULL COLLATE pg_catalog."C",
    code_key text NOT NULL COLLATE pg_catalog."C",
    removed_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE catalog.removed_attribute OWNER TO chantier_owner;

--
-- Name: TABLE removed_attribute; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.removed_attribute IS 'An attribute that was removed and whose values are not cleaned yet; its code is blocked until they are.';

--
-- Name: COLUMN removed_attribute.code; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.removed_attribute.code IS 'Its code.';

--
-- Name: COLUMN removed_attribute.code_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.removed_attribute.code_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN removed_attribute.removed_at; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.removed_attribute.removed_at IS 'When it was removed.';

--
-- Name: selection_page; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.selection_page (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    first bigint NOT NULL,
    ids bigint[] NOT NULL,
    CONSTRAINT selection_page_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
);

ALTER TABLE ONLY catalog.selection_page FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.selection_page OWNER TO chantier_owner;

--
-- Name: TABLE selection_page; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.selection_page IS 'Ids of the items that a running mass edit has selected, in the order in which it visits them.';

--
-- Name: COLUMN selection_page.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.execution_id IS 'The mass edit.';

--
-- Name: COLUMN selection_page.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.owner IS 'Whose execution it is.';

--
-- Name: COLUMN selection_page.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN selection_page.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.item_kind IS 'product or product_model.';

--
-- Name: COLUMN selection_page.first; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.first IS 'Number of the first of them among the items of their kind, from 0.';

--
-- Name: COLUMN selection_page.ids; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.selection_page.ids IS 'Ids, ascending.';

--
-- Name: structure_version; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.structure_version (
    only_row boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 0 NOT NULL,
    CONSTRAINT structure_version_only_row_check CHECK (only_row)
);

ALTER TABLE catalog.structure_version OWNER TO chantier_owner;

--
-- Name: TABLE structure_version; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.structure_version IS 'One row: a counter that every write to the structure moves, so that workers know when what they have read is old.';

--
-- Name: COLUMN structure_version.only_row; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.structure_version.only_row IS 'Always true: the table holds one row.';

--
-- Name: COLUMN structure_version.version; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.structure_version.version IS 'Number of statements that have written to the structure.';

--
-- Name: superseded_record; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.superseded_record (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    "row" bigint NOT NULL,
    later_row bigint NOT NULL,
    CONSTRAINT superseded_record_later_row_check CHECK ((later_row > "row"))
)
PARTITION BY RANGE (month);

ALTER TABLE ONLY catalog.superseded_record FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.superseded_record OWNER TO chantier_owner;

--
-- Name: TABLE superseded_record; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.superseded_record IS 'A record of an import''s file that is not applied, because a later record of the file has the same key.';

--
-- Name: COLUMN superseded_record.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.superseded_record.execution_id IS 'The execution that reads the file.';

--
-- Name: COLUMN superseded_record.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.superseded_record.owner IS 'Whose execution it is.';

--
-- Name: COLUMN superseded_record.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.superseded_record.month IS 'First day of the month in which the execution was launched; the partition.';

--
-- Name: COLUMN superseded_record."row"; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.superseded_record."row" IS 'Number of the record, 1 for the first after the header.';

--
-- Name: COLUMN superseded_record.later_row; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.superseded_record.later_row IS 'Number of the last record with the same key: the one that counts.';

--
-- Name: superseded_record_default; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.superseded_record_default (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    "row" bigint NOT NULL,
    later_row bigint NOT NULL,
    CONSTRAINT superseded_record_later_row_check CHECK ((later_row > "row"))
);

ALTER TABLE ONLY catalog.superseded_record_default FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.superseded_record_default OWNER TO chantier_owner;

--
-- Name: undo_page; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.undo_page (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    stage smallint NOT NULL,
    first bigint NOT NULL,
    item_kind text NOT NULL COLLATE pg_catalog."C",
    ids bigint[] NOT NULL,
    CONSTRAINT undo_page_item_kind_check CHECK ((item_kind = ANY (ARRAY['product'::text, 'product_model'::text])))
);

ALTER TABLE ONLY catalog.undo_page FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.undo_page OWNER TO chantier_owner;

--
-- Name: TABLE undo_page; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.undo_page IS 'Items of a running undo, stage by stage.';

--
-- Name: COLUMN undo_page.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.execution_id IS 'The undo.';

--
-- Name: COLUMN undo_page.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.owner IS 'Whose execution it is.';

--
-- Name: COLUMN undo_page.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN undo_page.stage; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.stage IS '1 root models, 2 sub-models, 3 products, 4 new products, 5 what must wait, 6 new sub-models, 7 new roots, 8 what still waits, 9 links.';

--
-- Name: COLUMN undo_page.first; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.first IS 'Number of the first of them within the stage, from 1.';

--
-- Name: COLUMN undo_page.item_kind; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.item_kind IS 'What they are.';

--
-- Name: COLUMN undo_page.ids; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_page.ids IS 'Their ids.';

--
-- Name: undo_plan; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.undo_plan (
    execution_id bigint NOT NULL,
    owner text NOT NULL,
    month date NOT NULL,
    target bigint NOT NULL,
    target_month date NOT NULL,
    first_place bigint NOT NULL,
    months date[] NOT NULL,
    stage smallint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY catalog.undo_plan FORCE ROW LEVEL SECURITY;

ALTER TABLE catalog.undo_plan OWNER TO chantier_owner;

--
-- Name: TABLE undo_plan; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.undo_plan IS 'What a running undo has found out.';

--
-- Name: COLUMN undo_plan.execution_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.execution_id IS 'The undo.';

--
-- Name: COLUMN undo_plan.owner; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.owner IS 'Whose execution it is.';

--
-- Name: COLUMN undo_plan.month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.month IS 'First day of the month in which the execution was launched.';

--
-- Name: COLUMN undo_plan.target; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.target IS 'The execution that is undone.';

--
-- Name: COLUMN undo_plan.target_month; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.target_month IS 'First day of the month in which that was launched.';

--
-- Name: COLUMN undo_plan.first_place; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.first_place IS 'The place of its first change.';

--
-- Name: COLUMN undo_plan.months; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.months IS 'Where in the history what was changed since can stand.';

--
-- Name: COLUMN undo_plan.stage; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.undo_plan.stage IS 'The stage at work.';

--
-- Name: unique_value; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.unique_value (
    attribute text NOT NULL COLLATE pg_catalog."C",
    value_key text NOT NULL COLLATE pg_catalog."C",
    product_id bigint NOT NULL
);

ALTER TABLE catalog.unique_value OWNER TO chantier_owner;

--
-- Name: TABLE unique_value; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.unique_value IS 'Values of attributes that no two products may share: the constraint decides between imports that run side by side.';

--
-- Name: COLUMN unique_value.attribute; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.unique_value.attribute IS 'Code of the attribute.';

--
-- Name: COLUMN unique_value.value_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.unique_value.value_key IS 'The value as it is compared; made by the program.';

--
-- Name: COLUMN unique_value.product_id; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.unique_value.product_id IS 'The product that has it.';

--
-- Name: user_group; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.user_group (
    name text NOT NULL COLLATE pg_catalog."C",
    name_key text NOT NULL COLLATE pg_catalog."C"
);

ALTER TABLE catalog.user_group OWNER TO chantier_owner;

--
-- Name: TABLE user_group; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.user_group IS 'A group of people, to whom edit rights are given.';

--
-- Name: COLUMN user_group.name; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_group.name IS 'Its name as first spelled.';

--
-- Name: COLUMN user_group.name_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_group.name_key IS 'The name folded for look-ups without case.';

--
-- Name: user_role; Type: TABLE; Schema: catalog; Owner: chantier_owner
--

CREATE TABLE catalog.user_role (
    role text NOT NULL COLLATE pg_catalog."C",
    role_key text NOT NULL COLLATE pg_catalog."C",
    label text,
    permissions text[] DEFAULT '{}'::text[] NOT NULL
);

ALTER TABLE catalog.user_role OWNER TO chantier_owner;

--
-- Name: TABLE user_role; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON TABLE catalog.user_role IS 'A role of people, as files of other systems name them.';

--
-- Name: COLUMN user_role.role; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_role.role IS 'Its code as first spelled.';

--
-- Name: COLUMN user_role.role_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_role.role_key IS 'The code folded for look-ups without case.';

--
-- Name: COLUMN user_role.label; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_role.label IS 'Its name for people.';

--
-- Name: COLUMN user_role.permissions; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON COLUMN catalog.user_role.permissions IS 'Sorted codes of what it allows.';

--
-- Name: artifact; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.artifact (
    id bigint NOT NULL,
    execution_id bigint,
    size bigint,
    records bigint,
    created_at timestamp with time zone NOT NULL,
    month date NOT NULL,
    is_complete boolean DEFAULT false NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    name text NOT NULL,
    media_type text,
    header bytea,
    error_reason text,
    error_message text,
    sha256 bytea,
    CONSTRAINT artifact_complete_has_size_check CHECK (((NOT is_complete) OR (size IS NOT NULL))),
    CONSTRAINT artifact_kind_check CHECK ((kind = ANY (ARRAY['input'::text, 'output'::text, 'invalid_items'::text, 'log'::text]))),
    CONSTRAINT artifact_only_input_waits_check CHECK (((execution_id IS NOT NULL) OR (kind = 'input'::text))),
    CONSTRAINT artifact_sha256_check CHECK ((octet_length(sha256) = 32))
);

ALTER TABLE ONLY job.artifact FORCE ROW LEVEL SECURITY;

ALTER TABLE job.artifact OWNER TO chantier_owner;

--
-- Name: TABLE artifact; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.artifact IS 'A file of an execution, or an upload that was not launched yet';

--
-- Name: COLUMN artifact.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.id IS 'Number; for an upload also its handle';

--
-- Name: COLUMN artifact.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.execution_id IS 'job.execution; null: uploaded, not launched yet';

--
-- Name: COLUMN artifact.size; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.size IS 'Bytes; for an upload that goes on: as announced';

--
-- Name: COLUMN artifact.records; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.records IS 'Records in it';

--
-- Name: COLUMN artifact.created_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.created_at IS 'Begun';

--
-- Name: COLUMN artifact.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.month IS 'Partition of its pieces: month of its beginning, which may be before the launch''s';

--
-- Name: COLUMN artifact.is_complete; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.is_complete IS 'All pieces are there';

--
-- Name: COLUMN artifact.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.owner IS 'As in job.execution';

--
-- Name: COLUMN artifact.kind; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.kind IS 'input, output, invalid_items, log';

--
-- Name: COLUMN artifact.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.name IS 'File name';

--
-- Name: COLUMN artifact.media_type; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.media_type IS 'Media type';

--
-- Name: COLUMN artifact.header; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.header IS 'First line of an invalid-items file, byte for byte';

--
-- Name: COLUMN artifact.error_reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.error_reason IS 'Why an upload failed: stable code';

--
-- Name: COLUMN artifact.error_message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.error_message IS 'Why an upload failed: the sentence for people';

--
-- Name: COLUMN artifact.sha256; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.artifact.sha256 IS 'SHA-256 of all its bytes, of an output that is complete';

--
-- Name: artifact_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.artifact ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.artifact_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: clock_0; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

CREATE SEQUENCE job.clock_0
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE job.clock_0 OWNER TO chantier_owner;

--
-- Name: SEQUENCE clock_0; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON SEQUENCE job.clock_0 IS 'Virtual time of priority 0 (high): the tag of the latest claim';

--
-- Name: clock_1; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

CREATE SEQUENCE job.clock_1
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE job.clock_1 OWNER TO chantier_owner;

--
-- Name: SEQUENCE clock_1; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON SEQUENCE job.clock_1 IS 'Virtual time of priority 1 (normal): the tag of the latest claim';

--
-- Name: clock_2; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

CREATE SEQUENCE job.clock_2
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE job.clock_2 OWNER TO chantier_owner;

--
-- Name: SEQUENCE clock_2; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON SEQUENCE job.clock_2 IS 'Virtual time of priority 2 (low): the tag of the latest claim';

--
-- Name: error; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.error (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    task_id bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    message text NOT NULL,
    cause text,
    hint text,
    sqlstate text,
    worker text
)
PARTITION BY RANGE (month);

ALTER TABLE ONLY job.error FORCE ROW LEVEL SECURITY;

ALTER TABLE job.error OWNER TO chantier_owner;

--
-- Name: TABLE error; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.error IS 'What ended a step badly';

--
-- Name: COLUMN error.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.id IS 'Number; orders';

--
-- Name: COLUMN error.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.execution_id IS 'job.execution';

--
-- Name: COLUMN error.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.step_id IS 'job.step';

--
-- Name: COLUMN error.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.task_id IS 'job.task; null: no task had begun';

--
-- Name: COLUMN error.at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.at IS 'Written';

--
-- Name: COLUMN error.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.month IS 'As in job.execution';

--
-- Name: COLUMN error.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.owner IS 'As in job.execution';

--
-- Name: COLUMN error.reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.reason IS 'Stable code; statistics group by it';

--
-- Name: COLUMN error.message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.message IS 'What failed, for people';

--
-- Name: COLUMN error.cause; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.cause IS 'Why';

--
-- Name: COLUMN error.hint; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.hint IS 'What to do next';

--
-- Name: COLUMN error.sqlstate; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.sqlstate IS 'SQLSTATE, when the database said it';

--
-- Name: COLUMN error.worker; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.error.worker IS 'Name of the worker';

--
-- Name: error_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.error_default (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    task_id bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    message text NOT NULL,
    cause text,
    hint text,
    sqlstate text,
    worker text
);

ALTER TABLE ONLY job.error_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.error_default OWNER TO chantier_owner;

--
-- Name: error_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.error ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.error_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: event; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.event (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint,
    task_id bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    level text DEFAULT 'info'::text NOT NULL,
    event text NOT NULL,
    message text NOT NULL,
    detail jsonb,
    CONSTRAINT event_level_check CHECK ((level = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text])))
)
PARTITION BY RANGE (month);

ALTER TABLE ONLY job.event FORCE ROW LEVEL SECURITY;

ALTER TABLE job.event OWNER TO chantier_owner;

--
-- Name: TABLE event; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.event IS 'The log of an execution: errors that were tried again, rescues, hand-backs, stops';

--
-- Name: COLUMN event.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.id IS 'Number; orders';

--
-- Name: COLUMN event.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.execution_id IS 'job.execution';

--
-- Name: COLUMN event.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.step_id IS 'job.step';

--
-- Name: COLUMN event.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.task_id IS 'job.task';

--
-- Name: COLUMN event.at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.at IS 'Written';

--
-- Name: COLUMN event.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.month IS 'As in job.execution';

--
-- Name: COLUMN event.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.owner IS 'As in job.execution';

--
-- Name: COLUMN event.level; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.level IS 'debug, info, warning, error';

--
-- Name: COLUMN event.event; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.event IS 'Stable code';

--
-- Name: COLUMN event.message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.message IS 'The sentence for people';

--
-- Name: COLUMN event.detail; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.event.detail IS 'Figures';

--
-- Name: event_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.event_default (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint,
    task_id bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    level text DEFAULT 'info'::text NOT NULL,
    event text NOT NULL,
    message text NOT NULL,
    detail jsonb,
    CONSTRAINT event_level_check CHECK ((level = ANY (ARRAY['debug'::text, 'info'::text, 'warning'::text, 'error'::text])))
);

ALTER TABLE ONLY job.event_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.event_default OWNER TO chantier_owner;

--
-- Name: event_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: execution_detail; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.execution_detail (
    execution_id bigint NOT NULL,
    input_artifact_id bigint,
    month date NOT NULL,
    owner text NOT NULL,
    launched_from text,
    parameters jsonb NOT NULL
);
ALTER TABLE ONLY job.execution_detail ALTER COLUMN parameters SET COMPRESSION lz4;

ALTER TABLE ONLY job.execution_detail FORCE ROW LEVEL SECURITY;

ALTER TABLE job.execution_detail OWNER TO chantier_owner;

--
-- Name: TABLE execution_detail; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.execution_detail IS 'What an execution was launched with; written once';

--
-- Name: COLUMN execution_detail.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.execution_id IS 'job.execution';

--
-- Name: COLUMN execution_detail.input_artifact_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.input_artifact_id IS 'The uploaded file, if any: job.artifact';

--
-- Name: COLUMN execution_detail.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.month IS 'As in job.execution';

--
-- Name: COLUMN execution_detail.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.owner IS 'As in job.execution';

--
-- Name: COLUMN execution_detail.launched_from; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.launched_from IS 'application_name of the session that launched';

--
-- Name: COLUMN execution_detail.parameters; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.execution_detail.parameters IS 'All parameters, defaults filled in, frozen at the launch';

--
-- Name: execution_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.execution ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.execution_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: function_file; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.function_file (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY job.function_file FORCE ROW LEVEL SECURITY;

ALTER TABLE job.function_file OWNER TO chantier_owner;

--
-- Name: TABLE function_file; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.function_file IS 'Function files applied, written by the migrator';

--
-- Name: COLUMN function_file.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.function_file.name IS 'Path under functions/';

--
-- Name: COLUMN function_file.checksum; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.function_file.checksum IS 'Of its text: it is applied again when this changes';

--
-- Name: COLUMN function_file.applied_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.function_file.applied_at IS 'Applied last';

--
-- Name: held; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.held (
    task_id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    held_at timestamp with time zone NOT NULL,
    owner_id integer NOT NULL,
    job_id smallint NOT NULL,
    priority smallint NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    detail text
);

ALTER TABLE ONLY job.held FORCE ROW LEVEL SECURITY;

ALTER TABLE job.held OWNER TO chantier_owner;

--
-- Name: TABLE held; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.held IS 'Tasks that may not run now, with the reason; they stand here so that the claim needs no filter';

--
-- Name: COLUMN held.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.task_id IS 'job.task; its lease row, if it was ever claimed, keeps the checkpoint';

--
-- Name: COLUMN held.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.execution_id IS 'job.execution';

--
-- Name: COLUMN held.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.step_id IS 'job.step';

--
-- Name: COLUMN held.held_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.held_at IS 'Held since';

--
-- Name: COLUMN held.owner_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.owner_id IS 'job.owner';

--
-- Name: COLUMN held.job_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.job_id IS 'job.job';

--
-- Name: COLUMN held.priority; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.priority IS 'As in job.execution';

--
-- Name: COLUMN held.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.owner IS 'As in job.execution';

--
-- Name: COLUMN held.reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.reason IS 'paused, unknown_job, unknown_step, checkpoint_version …';

--
-- Name: COLUMN held.detail; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.held.detail IS 'The reason in words';

--
-- Name: invalid_item; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.invalid_item (
    execution_id bigint NOT NULL,
    "row" bigint NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    bytes bytea NOT NULL
)
PARTITION BY RANGE (month);
ALTER TABLE ONLY job.invalid_item ALTER COLUMN bytes SET COMPRESSION lz4;

ALTER TABLE ONLY job.invalid_item FORCE ROW LEVEL SECURITY;

ALTER TABLE job.invalid_item OWNER TO chantier_owner;

--
-- Name: TABLE invalid_item; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.invalid_item IS 'A refused record, byte for byte and once, whatever the number of its warnings';

--
-- Name: COLUMN invalid_item.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.invalid_item.execution_id IS 'job.execution';

--
-- Name: COLUMN invalid_item."row"; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.invalid_item."row" IS 'Record number: orders the invalid-items file';

--
-- Name: COLUMN invalid_item.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.invalid_item.month IS 'As in job.execution';

--
-- Name: COLUMN invalid_item.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.invalid_item.owner IS 'As in job.execution';

--
-- Name: COLUMN invalid_item.bytes; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.invalid_item.bytes IS 'The record as it stood in the file, line end included';

--
-- Name: invalid_item_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.invalid_item_default (
    execution_id bigint NOT NULL,
    "row" bigint NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    bytes bytea NOT NULL
);
ALTER TABLE ONLY job.invalid_item_default ALTER COLUMN bytes SET COMPRESSION lz4;

ALTER TABLE ONLY job.invalid_item_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.invalid_item_default OWNER TO chantier_owner;

--
-- Name: job_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: migration; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.migration (
    number integer NOT NULL,
    name text NOT NULL,
    checksum text NOT NULL,
    is_breaking boolean DEFAULT false NOT NULL,
    applied_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);

ALTER TABLE ONLY job.migration FORCE ROW LEVEL SECURITY;

ALTER TABLE job.migration OWNER TO chantier_owner;

--
-- Name: TABLE migration; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.migration IS 'Migrations applied, written by the migrator';

--
-- Name: COLUMN migration.number; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.migration.number IS 'Number of the file';

--
-- Name: COLUMN migration.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.migration.name IS 'Name of the file';

--
-- Name: COLUMN migration.checksum; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.migration.checksum IS 'Of its text: a changed, applied file is refused';

--
-- Name: COLUMN migration.is_breaking; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.migration.is_breaking IS 'A program that does not know it must not run';

--
-- Name: COLUMN migration.applied_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.migration.applied_at IS 'Applied';

--
-- Name: outcome; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.outcome (
    task_id bigint NOT NULL,
    step_id bigint NOT NULL,
    execution_id bigint NOT NULL,
    claimed_at timestamp with time zone,
    ended_at timestamp with time zone NOT NULL,
    done bigint,
    read bigint,
    created bigint,
    updated bigint,
    unchanged bigint,
    skipped bigint,
    invalid bigint,
    written bigint,
    warnings bigint,
    worker_id integer,
    hand_back_count integer,
    month date NOT NULL,
    error_count smallint,
    crash_count smallint,
    state text NOT NULL,
    owner text NOT NULL,
    more jsonb,
    "position" bigint,
    range_end bigint,
    checkpoint_version smallint,
    checkpoint jsonb,
    CONSTRAINT outcome_state_check CHECK ((state = ANY (ARRAY['completed'::text, 'failed'::text, 'stopped'::text])))
)
PARTITION BY RANGE (month);

ALTER TABLE ONLY job.outcome FORCE ROW LEVEL SECURITY;

ALTER TABLE job.outcome OWNER TO chantier_owner;

--
-- Name: TABLE outcome; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.outcome IS 'How a task ended';

--
-- Name: COLUMN outcome.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.task_id IS 'job.task';

--
-- Name: COLUMN outcome.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.step_id IS 'job.step';

--
-- Name: COLUMN outcome.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.execution_id IS 'job.execution';

--
-- Name: COLUMN outcome.claimed_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.claimed_at IS 'Last claimed; null: never';

--
-- Name: COLUMN outcome.ended_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.ended_at IS 'Ended';

--
-- Name: COLUMN outcome.done; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.done IS 'Items handled; null is zero, here and in the columns below';

--
-- Name: COLUMN outcome.read; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.read IS 'Records reached or items selected';

--
-- Name: COLUMN outcome.created; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.created IS 'Written new';

--
-- Name: COLUMN outcome.updated; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.updated IS 'Written with a difference';

--
-- Name: COLUMN outcome.unchanged; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.unchanged IS 'Nothing differed';

--
-- Name: COLUMN outcome.skipped; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN outcome.invalid; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.invalid IS 'Refused, each with a warning';

--
-- Name: COLUMN outcome.written; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.written IS 'Put into an output file';

--
-- Name: COLUMN outcome.warnings; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.warnings IS 'Warnings';

--
-- Name: COLUMN outcome.worker_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.worker_id IS 'The worker that ended it; null: it was not running';

--
-- Name: COLUMN outcome.hand_back_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.hand_back_count IS 'How often it was handed back; null is zero, here and in the counts below';

--
-- Name: COLUMN outcome.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.month IS 'As in job.execution';

--
-- Name: COLUMN outcome.error_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.error_count IS 'Failed chunks';

--
-- Name: COLUMN outcome.crash_count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.crash_count IS 'Workers that died with it';

--
-- Name: COLUMN outcome.state; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.state IS 'completed, failed or stopped';

--
-- Name: COLUMN outcome.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.owner IS 'As in job.execution';

--
-- Name: COLUMN outcome.more; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN outcome."position"; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome."position" IS 'Next item, for a retry; null: completed, or never claimed';

--
-- Name: COLUMN outcome.range_end; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.range_end IS 'End of its range when it ended, exclusive, for a retry; null also: to the end';

--
-- Name: COLUMN outcome.checkpoint_version; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.checkpoint_version IS 'Version of the checkpoint''s format; null: no checkpoint';

--
-- Name: COLUMN outcome.checkpoint; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.outcome.checkpoint IS 'Where the step''s own code stood, for a retry';

--
-- Name: outcome_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.outcome_default (
    task_id bigint NOT NULL,
    step_id bigint NOT NULL,
    execution_id bigint NOT NULL,
    claimed_at timestamp with time zone,
    ended_at timestamp with time zone NOT NULL,
    done bigint,
    read bigint,
    created bigint,
    updated bigint,
    unchanged bigint,
    skipped bigint,
    invalid bigint,
    written bigint,
    warnings bigint,
    worker_id integer,
    hand_back_count integer,
    month date NOT NULL,
    error_count smallint,
    crash_count smallint,
    state text NOT NULL,
    owner text NOT NULL,
    more jsonb,
    "position" bigint,
    range_end bigint,
    checkpoint_version smallint,
    checkpoint jsonb,
    CONSTRAINT outcome_state_check CHECK ((state = ANY (ARRAY['completed'::text, 'failed'::text, 'stopped'::text])))
);

ALTER TABLE ONLY job.outcome_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.outcome_default OWNER TO chantier_owner;

--
-- Name: owner; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.owner (
    id integer NOT NULL,
    name text NOT NULL,
    clock_0 regclass,
    clock_1 regclass,
    clock_2 regclass
);

ALTER TABLE ONLY job.owner FORCE ROW LEVEL SECURITY;

ALTER TABLE job.owner OWNER TO chantier_owner;

--
-- Name: TABLE owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.owner IS 'A person who launches, with the sequences that keep this person''s virtual time';

--
-- Name: COLUMN owner.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.owner.id IS 'Short name of the person in the hot tables';

--
-- Name: COLUMN owner.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.owner.name IS 'The PostgreSQL role';

--
-- Name: COLUMN owner.clock_0; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.owner.clock_0 IS 'Sequence: last tag given at priority 0; null: tags are the clock + 1';

--
-- Name: COLUMN owner.clock_1; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.owner.clock_1 IS 'Sequence: last tag given at priority 1; null: tags are the clock + 1';

--
-- Name: COLUMN owner.clock_2; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.owner.clock_2 IS 'Sequence: last tag given at priority 2; null: tags are the clock + 1';

--
-- Name: owner_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.owner ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.owner_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: piece; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.piece (
    artifact_id bigint NOT NULL,
    part bigint DEFAULT 0 NOT NULL,
    ordinal integer NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT piece_size_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 262144)))
)
PARTITION BY RANGE (month);
ALTER TABLE ONLY job.piece ALTER COLUMN bytes SET COMPRESSION lz4;

ALTER TABLE ONLY job.piece FORCE ROW LEVEL SECURITY;

ALTER TABLE job.piece OWNER TO chantier_owner;

--
-- Name: TABLE piece; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.piece IS 'Bytes of a file, in order of (part, ordinal). Input pieces have exactly 256 KiB, but for the last: an offset is arithmetic';

--
-- Name: COLUMN piece.artifact_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.artifact_id IS 'job.artifact';

--
-- Name: COLUMN piece.part; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.part IS 'Part of the task that wrote it; 0 for an input';

--
-- Name: COLUMN piece.ordinal; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.ordinal IS 'Place within the part, from 0';

--
-- Name: COLUMN piece.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.month IS 'As in job.artifact';

--
-- Name: COLUMN piece.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.owner IS 'As in job.artifact';

--
-- Name: COLUMN piece.bytes; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.piece.bytes IS 'At most 256 KiB, compressed by the server';

--
-- Name: piece_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.piece_default (
    artifact_id bigint NOT NULL,
    part bigint DEFAULT 0 NOT NULL,
    ordinal integer NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    bytes bytea NOT NULL,
    CONSTRAINT piece_size_check CHECK (((octet_length(bytes) >= 1) AND (octet_length(bytes) <= 262144)))
);
ALTER TABLE ONLY job.piece_default ALTER COLUMN bytes SET COMPRESSION lz4;

ALTER TABLE ONLY job.piece_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.piece_default OWNER TO chantier_owner;

--
-- Name: profile; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.profile (
    id integer NOT NULL,
    code text NOT NULL,
    job text NOT NULL,
    label text NOT NULL,
    parameters jsonb DEFAULT '{}'::jsonb NOT NULL,
    overlap text DEFAULT 'queue'::text NOT NULL,
    owner text NOT NULL,
    updated_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    updated_at timestamp with time zone NOT NULL,
    CONSTRAINT profile_code_check CHECK ((code ~ '^[a-zA-Z0-9_]{1,100}$'::text)),
    CONSTRAINT profile_label_check CHECK (((length(label) >= 1) AND (length(label) <= 255))),
    CONSTRAINT profile_overlap_check CHECK ((overlap = ANY (ARRAY['skip'::text, 'queue'::text, 'allow'::text]))),
    CONSTRAINT profile_parameters_check CHECK ((jsonb_typeof(parameters) = 'object'::text))
);

ALTER TABLE ONLY job.profile FORCE ROW LEVEL SECURITY;

ALTER TABLE job.profile OWNER TO chantier_owner;

--
-- Name: TABLE profile; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.profile IS 'A saved job with its parameters. Everybody sees and launches it; its owner and administrators change it. No secret stands in one';

--
-- Name: COLUMN profile.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.id IS 'Internal number';

--
-- Name: COLUMN profile.code; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.code IS 'What it is launched by; unique whatever the case';

--
-- Name: COLUMN profile.job; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.job IS 'Name of the job';

--
-- Name: COLUMN profile.label; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.label IS 'What people read';

--
-- Name: COLUMN profile.parameters; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.parameters IS 'What differs from the job''s defaults';

--
-- Name: COLUMN profile.overlap; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.overlap IS 'A launch while an execution of it has not ended: skip (launches nothing), queue (waits for its turn), allow (side by side)';

--
-- Name: COLUMN profile.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.owner IS 'Who made it';

--
-- Name: COLUMN profile.updated_by; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.updated_by IS 'Who changed it last';

--
-- Name: COLUMN profile.created_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.created_at IS 'Made';

--
-- Name: COLUMN profile.updated_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.profile.updated_at IS 'Changed last';

--
-- Name: profile_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.profile ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.profile_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: progress_notice; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.progress_notice (
    execution_id bigint NOT NULL,
    notified_at timestamp with time zone NOT NULL
)
WITH (fillfactor='50');

ALTER TABLE ONLY job.progress_notice FORCE ROW LEVEL SECURITY;

ALTER TABLE job.progress_notice OWNER TO chantier_owner;

--
-- Name: TABLE progress_notice; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.progress_notice IS 'When an execution at work last told its readers; taken with skip locked, so no chunk waits for it';

--
-- Name: COLUMN progress_notice.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.progress_notice.execution_id IS 'job.execution';

--
-- Name: COLUMN progress_notice.notified_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.progress_notice.notified_at IS 'Last notification on chantier_progress, at most one a second';

--
-- Name: ready; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.ready (
    tag bigint NOT NULL,
    task_id bigint NOT NULL,
    step_id bigint NOT NULL,
    owner_id integer NOT NULL,
    priority smallint NOT NULL,
    job_id smallint NOT NULL
)
WITH (fillfactor='100', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_cost_delay='0', autovacuum_vacuum_cost_limit='10000', vacuum_truncate='false');

ALTER TABLE ONLY job.ready FORCE ROW LEVEL SECURITY;

ALTER TABLE job.ready OWNER TO chantier_owner;

--
-- Name: TABLE ready; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.ready IS 'Tasks that wait for a worker. The key is the claim order; rows are never updated; no further index earns its place';

--
-- Name: COLUMN ready.tag; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.tag IS 'Virtual time of its owner when it became ready, or the clock for what came back';

--
-- Name: COLUMN ready.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.task_id IS 'job.task';

--
-- Name: COLUMN ready.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.step_id IS 'job.step';

--
-- Name: COLUMN ready.owner_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.owner_id IS 'job.owner';

--
-- Name: COLUMN ready.priority; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN ready.job_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.ready.job_id IS 'job.job';

--
-- Name: reason; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.reason (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    count bigint NOT NULL,
    day date NOT NULL,
    month date NOT NULL,
    is_error boolean NOT NULL,
    is_note boolean NOT NULL,
    is_uniform boolean NOT NULL,
    owner text NOT NULL,
    kind text NOT NULL,
    job text NOT NULL,
    reason text NOT NULL,
    field text,
    message text NOT NULL,
    template text NOT NULL,
    rows bigint[] DEFAULT '{}'::bigint[] NOT NULL
)
WITH (fillfactor='100');

ALTER TABLE ONLY job.reason FORCE ROW LEVEL SECURITY;

ALTER TABLE job.reason OWNER TO chantier_owner;

--
-- Name: TABLE reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.reason IS 'Warnings and errors of an ended step, summed by reason and field: a report and the statistics need not count them again, and it outlives them';

--
-- Name: COLUMN reason.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.id IS 'Number';

--
-- Name: COLUMN reason.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.execution_id IS 'job.execution';

--
-- Name: COLUMN reason.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.step_id IS 'job.step';

--
-- Name: COLUMN reason.count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.count IS 'How many, those that are not kept included';

--
-- Name: COLUMN reason.day; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.day IS 'Day (UTC) on which the step ended';

--
-- Name: COLUMN reason.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.month IS 'As in job.execution';

--
-- Name: COLUMN reason.is_error; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.is_error IS 'Errors; else warnings or notes';

--
-- Name: COLUMN reason.is_note; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.is_note IS 'Refused nothing';

--
-- Name: COLUMN reason.is_uniform; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.is_uniform IS 'All say the same: message is the text of each';

--
-- Name: COLUMN reason.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.owner IS 'As in job.execution';

--
-- Name: COLUMN reason.kind; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.kind IS 'As in job.execution';

--
-- Name: COLUMN reason.job; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.job IS 'As in job.execution';

--
-- Name: COLUMN reason.reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.reason IS 'Stable code';

--
-- Name: COLUMN reason.field; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.field IS 'Column or attribute';

--
-- Name: COLUMN reason.message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.message IS 'The sentence of one of them';

--
-- Name: COLUMN reason.template; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.template IS 'That sentence without what comes from the item: for the statistics of all';

--
-- Name: COLUMN reason.rows; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.reason.rows IS 'The first three record numbers';

--
-- Name: reason_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.reason ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.reason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: request; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.request (
    execution_id bigint NOT NULL,
    requested_at timestamp with time zone NOT NULL,
    request text NOT NULL,
    owner text NOT NULL,
    requested_by text NOT NULL,
    status_before text,
    CONSTRAINT request_request_check CHECK ((request = ANY (ARRAY['stop'::text, 'pause'::text])))
);

ALTER TABLE ONLY job.request FORCE ROW LEVEL SECURITY;

ALTER TABLE job.request OWNER TO chantier_owner;

--
-- Name: TABLE request; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.request IS 'What a person asked of a running execution; a row of its own, so that asking waits for no chunk. Read by the fence';

--
-- Name: COLUMN request.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.execution_id IS 'job.execution';

--
-- Name: COLUMN request.requested_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.requested_at IS 'Asked';

--
-- Name: COLUMN request.request; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.request IS 'stop or pause';

--
-- Name: COLUMN request.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.owner IS 'As in job.execution';

--
-- Name: COLUMN request.requested_by; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.requested_by IS 'Who asked';

--
-- Name: COLUMN request.status_before; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.request.status_before IS 'Status of the execution when a pause was asked for, to go back to';

--
-- Name: retention; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.retention (
    key text NOT NULL,
    kept_from date,
    tried_at timestamp with time zone,
    passed_id bigint DEFAULT 0 NOT NULL
);

ALTER TABLE ONLY job.retention FORCE ROW LEVEL SECURITY;

ALTER TABLE job.retention OWNER TO chantier_owner;

--
-- Name: TABLE retention; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.retention IS 'How far upkeep has removed what is too old';

--
-- Name: COLUMN retention.key; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.retention.key IS 'details or history';

--
-- Name: COLUMN retention.kept_from; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.retention.kept_from IS 'What is of an earlier month was dropped; null: all is kept so far';

--
-- Name: COLUMN retention.tried_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.retention.tried_at IS 'When upkeep last looked for what is too old: once an hour';

--
-- Name: COLUMN retention.passed_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.retention.passed_id IS 'Executions up to this one have lost their tasks and files';

--
-- Name: step_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.step ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.step_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: task; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.task (
    id bigint NOT NULL,
    step_id bigint NOT NULL,
    execution_id bigint NOT NULL,
    part bigint DEFAULT 0 NOT NULL,
    range_start bigint DEFAULT 0 NOT NULL,
    range_end bigint,
    tag bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    month date NOT NULL,
    priority smallint NOT NULL,
    checkpoint_version smallint DEFAULT 1 NOT NULL,
    owner text NOT NULL,
    input jsonb,
    CONSTRAINT task_range_check CHECK (((range_end IS NULL) OR (range_end >= range_start)))
)
WITH (autovacuum_vacuum_insert_scale_factor='0.1');

ALTER TABLE ONLY job.task FORCE ROW LEVEL SECURITY;

ALTER TABLE job.task OWNER TO chantier_owner;

--
-- Name: TABLE task; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.task IS 'The unit that is queued and claimed: one part of one step; written once. The key serves "all tasks of a step" as well as one task';

--
-- Name: COLUMN task.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.id IS 'Number of the task';

--
-- Name: COLUMN task.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.step_id IS 'job.step';

--
-- Name: COLUMN task.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.execution_id IS 'job.execution';

--
-- Name: COLUMN task.part; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.part IS 'Orders what the tasks of a step put out; in a step that may be split it is range_start';

--
-- Name: COLUMN task.range_start; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.range_start IS 'First item';

--
-- Name: COLUMN task.range_end; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.range_end IS 'End of its range as planned, exclusive; the lease has the present one; null: to the end';

--
-- Name: COLUMN task.tag; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.tag IS 'Virtual time it became ready with, while it was never claimed: (priority, tag, id) is its key in job.ready. Given anew when it comes back from a pause or a retry';

--
-- Name: COLUMN task.created_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.created_at IS 'Planned';

--
-- Name: COLUMN task.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.month IS 'As in job.execution';

--
-- Name: COLUMN task.priority; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.priority IS 'As in job.execution';

--
-- Name: COLUMN task.checkpoint_version; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.checkpoint_version IS 'Version of the step''s checkpoint when it was planned; 0: it runs no code of its step, its end only asks what comes next (a retry behind the last task)';

--
-- Name: COLUMN task.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.owner IS 'As in job.execution';

--
-- Name: COLUMN task.input; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.task.input IS 'What the plan gave this task';

--
-- Name: task_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.task ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.task_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: token_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

CREATE SEQUENCE job.token_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;

ALTER TABLE job.token_seq OWNER TO chantier_owner;

--
-- Name: SEQUENCE token_seq; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON SEQUENCE job.token_seq IS 'Fencing tokens: every claim, steal and rescue takes the next one';

--
-- Name: unkept_warning; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.unkept_warning (
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    count bigint NOT NULL,
    "row" bigint,
    line bigint,
    month date NOT NULL,
    is_note boolean NOT NULL,
    is_uniform boolean NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    identifier text,
    field text,
    value text,
    message text NOT NULL,
    CONSTRAINT unkept_warning_count_check CHECK ((count > 0))
)
PARTITION BY RANGE (month);

ALTER TABLE ONLY job.unkept_warning FORCE ROW LEVEL SECURITY;

ALTER TABLE job.unkept_warning OWNER TO chantier_owner;

--
-- Name: TABLE unkept_warning; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.unkept_warning IS 'Warnings of one chunk that are counted and not kept, by reason and field, and one of them as an example; written in the chunk''s transaction';

--
-- Name: COLUMN unkept_warning.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.execution_id IS 'job.execution';

--
-- Name: COLUMN unkept_warning.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.step_id IS 'job.step';

--
-- Name: COLUMN unkept_warning.count; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.count IS 'How many';

--
-- Name: COLUMN unkept_warning."row"; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning."row" IS 'Record number of the example';

--
-- Name: COLUMN unkept_warning.line; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.line IS 'Line of the example';

--
-- Name: COLUMN unkept_warning.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.month IS 'As in job.execution';

--
-- Name: COLUMN unkept_warning.is_note; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.is_note IS 'They refuse nothing';

--
-- Name: COLUMN unkept_warning.is_uniform; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.is_uniform IS 'All say the same';

--
-- Name: COLUMN unkept_warning.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.owner IS 'As in job.execution';

--
-- Name: COLUMN unkept_warning.reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.reason IS 'Stable code';

--
-- Name: COLUMN unkept_warning.identifier; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.identifier IS 'Item of the example';

--
-- Name: COLUMN unkept_warning.field; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.field IS 'Column or attribute';

--
-- Name: COLUMN unkept_warning.value; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.value IS 'Value of the example';

--
-- Name: COLUMN unkept_warning.message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.unkept_warning.message IS 'Sentence of the example';

--
-- Name: unkept_warning_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.unkept_warning_default (
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    count bigint NOT NULL,
    "row" bigint,
    line bigint,
    month date NOT NULL,
    is_note boolean NOT NULL,
    is_uniform boolean NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    identifier text,
    field text,
    value text,
    message text NOT NULL,
    CONSTRAINT unkept_warning_count_check CHECK ((count > 0))
);

ALTER TABLE ONLY job.unkept_warning_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.unkept_warning_default OWNER TO chantier_owner;

--
-- Name: warning; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.warning (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    task_id bigint,
    "row" bigint,
    line bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    is_note boolean DEFAULT false NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    identifier text,
    field text,
    value text,
    message text NOT NULL,
    item jsonb
)
PARTITION BY RANGE (month);
ALTER TABLE ONLY job.warning ALTER COLUMN item SET COMPRESSION lz4;

ALTER TABLE ONLY job.warning FORCE ROW LEVEL SECURITY;

ALTER TABLE job.warning OWNER TO chantier_owner;

--
-- Name: TABLE warning; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.warning IS 'An item that could not be handled, or a note about one; written in the chunk''s transaction';

--
-- Name: COLUMN warning.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.id IS 'Number; with row it orders';

--
-- Name: COLUMN warning.execution_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.execution_id IS 'job.execution';

--
-- Name: COLUMN warning.step_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.step_id IS 'job.step';

--
-- Name: COLUMN warning.task_id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.task_id IS 'job.task; null: about the step';

--
-- Name: COLUMN warning."row"; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning."row" IS 'Record number, 1 is the first after the header';

--
-- Name: COLUMN warning.line; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.line IS 'Physical line where the record starts';

--
-- Name: COLUMN warning.at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.at IS 'Written';

--
-- Name: COLUMN warning.month; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.month IS 'As in job.execution';

--
-- Name: COLUMN warning.is_note; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.is_note IS 'Refuses nothing';

--
-- Name: COLUMN warning.owner; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.owner IS 'As in job.execution';

--
-- Name: COLUMN warning.reason; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.reason IS 'Stable code; statistics group by it';

--
-- Name: COLUMN warning.identifier; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.identifier IS 'Identifier of the item';

--
-- Name: COLUMN warning.field; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.field IS 'Column or attribute';

--
-- Name: COLUMN warning.value; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.value IS 'The value, cut at 200 characters';

--
-- Name: COLUMN warning.message; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.message IS 'The sentence for people';

--
-- Name: COLUMN warning.item; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.warning.item IS 'The item itself';

--
-- Name: warning_default; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.warning_default (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    step_id bigint NOT NULL,
    task_id bigint,
    "row" bigint,
    line bigint,
    at timestamp with time zone NOT NULL,
    month date NOT NULL,
    is_note boolean DEFAULT false NOT NULL,
    owner text NOT NULL,
    reason text NOT NULL,
    identifier text,
    field text,
    value text,
    message text NOT NULL,
    item jsonb
);
ALTER TABLE ONLY job.warning_default ALTER COLUMN item SET COMPRESSION lz4;

ALTER TABLE ONLY job.warning_default FORCE ROW LEVEL SECURITY;

ALTER TABLE job.warning_default OWNER TO chantier_owner;

--
-- Name: warning_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.warning ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.warning_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: worker; Type: TABLE; Schema: job; Owner: chantier_owner
--

CREATE TABLE job.worker (
    id integer NOT NULL,
    name text NOT NULL,
    host text NOT NULL,
    pid integer NOT NULL,
    version text NOT NULL,
    slots integer NOT NULL,
    jobs jsonb NOT NULL,
    is_idle boolean DEFAULT false NOT NULL,
    started_at timestamp with time zone NOT NULL,
    heartbeat_at timestamp with time zone NOT NULL,
    lease_until timestamp with time zone NOT NULL,
    locked_at timestamp with time zone NOT NULL,
    lock_missed_at timestamp with time zone
)
WITH (fillfactor='50', autovacuum_vacuum_scale_factor='0.01', autovacuum_vacuum_threshold='100');

ALTER TABLE ONLY job.worker FORCE ROW LEVEL SECURITY;

ALTER TABLE job.worker OWNER TO chantier_owner;

--
-- Name: TABLE worker; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON TABLE job.worker IS 'A worker process; its control session holds the advisory lock (1128812116, id). No index but the key: a heartbeat is HOT';

--
-- Name: COLUMN worker.id; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.id IS 'Number of the worker, and of its lock';

--
-- Name: COLUMN worker.name; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.name IS 'Name for people: host and process, or what the operator gave';

--
-- Name: COLUMN worker.host; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.host IS 'Host it runs on';

--
-- Name: COLUMN worker.pid; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.pid IS 'Process id on that host';

--
-- Name: COLUMN worker.version; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.version IS 'Version of the program';

--
-- Name: COLUMN worker.slots; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.slots IS 'How many tasks it runs at once';

--
-- Name: COLUMN worker.jobs; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.jobs IS 'What it can run: {job: {step: checkpoint version}}';

--
-- Name: COLUMN worker.is_idle; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.is_idle IS 'Its last claim found nothing: a launch may send a hint';

--
-- Name: COLUMN worker.started_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.started_at IS 'Registered';

--
-- Name: COLUMN worker.heartbeat_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.heartbeat_at IS 'Last heartbeat';

--
-- Name: COLUMN worker.lease_until; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.lease_until IS 'All its leases end here; -infinity: declared dead or gone';

--
-- Name: COLUMN worker.locked_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.locked_at IS 'When it last took its advisory lock';

--
-- Name: COLUMN worker.lock_missed_at; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON COLUMN job.worker.lock_missed_at IS 'A rescuer saw the lock gone: the first of two looks';

--
-- Name: worker_id_seq; Type: SEQUENCE; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.worker ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME job.worker_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: _visible_artifact; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_artifact WITH (security_invoker='true') AS
 SELECT a.execution_id,
    e.public_id,
    a.id AS artifact_id,
    a.kind,
    a.name,
    a.media_type,
    a.size,
    a.records,
    (a.is_complete AND (a.month >= ( SELECT tracker._details_from() AS _details_from))) AS is_complete,
    a.created_at,
    a.month,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own,
    encode(a.sha256, 'hex'::text) AS sha256
   FROM (job.execution e
     JOIN job.artifact a ON ((a.execution_id = e.id)));

ALTER TABLE tracker._visible_artifact OWNER TO chantier_owner;

--
-- Name: VIEW _visible_artifact; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_artifact IS 'Files; the base of artifact and my_artifact';

--
-- Name: COLUMN _visible_artifact.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN _visible_artifact.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_artifact.artifact_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.artifact_id IS 'Number of the file';

--
-- Name: COLUMN _visible_artifact.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.kind IS 'input, output, invalid_items, log';

--
-- Name: COLUMN _visible_artifact.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.name IS 'File name';

--
-- Name: COLUMN _visible_artifact.media_type; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.media_type IS 'Media type';

--
-- Name: COLUMN _visible_artifact.size; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.size IS 'Bytes';

--
-- Name: COLUMN _visible_artifact.records; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.records IS 'Records in it';

--
-- Name: COLUMN _visible_artifact.is_complete; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.is_complete IS 'All of it is there, and kept';

--
-- Name: COLUMN _visible_artifact.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.created_at IS 'Begun';

--
-- Name: COLUMN _visible_artifact.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.month IS 'Partition of its pieces';

--
-- Name: COLUMN _visible_artifact.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_artifact.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.is_own IS 'This person launched it';

--
-- Name: COLUMN _visible_artifact.sha256; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_artifact.sha256 IS 'Checksum of all its bytes, in hexadecimal; of outputs';

--
-- Name: _visible_entry; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_entry WITH (security_invoker='true') AS
 SELECT e.id AS execution_id,
    e.public_id,
    (( SELECT tracker._base_url() AS _base_url) || e.public_id) AS url,
    e.kind,
    e.job,
    e.profile,
    e.label,
    e.status,
    e.colour,
        CASE
            WHEN (e.ended_at IS NOT NULL) THEN e.problems
            WHEN (e.started_at IS NULL) THEN (0)::bigint
            ELSE COALESCE(NULLIF(tracker._live_errors(e.id), 0), tracker._live_warnings(e.id))
        END AS problems,
        CASE
            WHEN (e.ended_at IS NOT NULL) THEN e.warnings
            WHEN (e.started_at IS NULL) THEN (0)::bigint
            ELSE tracker._live_warnings(e.id)
        END AS warnings,
        CASE
            WHEN (e.ended_at IS NOT NULL) THEN e.errors
            WHEN (e.started_at IS NULL) THEN (0)::bigint
            ELSE tracker._live_errors(e.id)
        END AS errors,
    e.created_at,
    e.started_at,
    e.ended_at,
    date_part('epoch'::text, (e.started_at - e.created_at)) AS queue_s,
    date_part('epoch'::text, (e.ended_at - e.started_at)) AS duration_s,
        CASE
            WHEN (e.ended_at IS NULL) THEN date_part('epoch'::text, (( SELECT tracker._now() AS _now) - e.started_at))
            ELSE NULL::double precision
        END AS elapsed_s,
    e.step,
    e.steps,
    e.owner,
    e.stopped_by,
    e.priority,
    e.month,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own,
    e.items,
    (e.month >= ( SELECT tracker._details_from() AS _details_from)) AS has_details,
        CASE
            WHEN (e.status = 'queued'::text) THEN tracker._queue_position(e.id)
            ELSE NULL::integer
        END AS queue_position,
    e.day,
    e.preview
   FROM job.execution e;

ALTER TABLE tracker._visible_entry OWNER TO chantier_owner;

--
-- Name: VIEW _visible_entry; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_entry IS 'Executions as lists show them; the base of entry, my_entry and _visible_execution';

--
-- Name: COLUMN _visible_entry.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN _visible_entry.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_entry.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.url IS 'Address of the report';

--
-- Name: COLUMN _visible_entry.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN _visible_entry.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.job IS 'Name of the job';

--
-- Name: COLUMN _visible_entry.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.profile IS 'Code of the profile';

--
-- Name: COLUMN _visible_entry.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.label IS 'What people read';

--
-- Name: COLUMN _visible_entry.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN _visible_entry.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN _visible_entry.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN _visible_entry.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.warnings IS 'Warnings, live';

--
-- Name: COLUMN _visible_entry.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.errors IS 'Errors, live';

--
-- Name: COLUMN _visible_entry.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.created_at IS 'Launched';

--
-- Name: COLUMN _visible_entry.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.started_at IS 'Its first task began';

--
-- Name: COLUMN _visible_entry.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.ended_at IS 'Ended';

--
-- Name: COLUMN _visible_entry.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN _visible_entry.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN _visible_entry.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN _visible_entry.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.step IS 'The step at work, from 1';

--
-- Name: COLUMN _visible_entry.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.steps IS 'Number of steps';

--
-- Name: COLUMN _visible_entry.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.owner IS 'Who launched it';

--
-- Name: COLUMN _visible_entry.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN _visible_entry.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN _visible_entry.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.month IS 'Partition of its rows';

--
-- Name: COLUMN _visible_entry.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.is_own IS 'This person launched it';

--
-- Name: COLUMN _visible_entry.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN _visible_entry.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN _visible_entry.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN _visible_entry.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN _visible_entry.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_entry.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: _visible_error; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_error WITH (security_invoker='true') AS
 SELECT r.execution_id,
    e.public_id,
    s.name AS step,
    s.ordinal AS step_no,
    r.id AS seq,
    r.reason,
    r.message,
    r.cause,
    r.hint,
    r.sqlstate,
    r.worker,
    r.at,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own,
    e.month
   FROM ((job.execution e
     JOIN job.error r ON (((r.execution_id = e.id) AND (r.month = e.month))))
     JOIN job.step s ON ((s.id = r.step_id)));

ALTER TABLE tracker._visible_error OWNER TO chantier_owner;

--
-- Name: VIEW _visible_error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_error IS 'Errors; the base of error and my_error';

--
-- Name: COLUMN _visible_error.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN _visible_error.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_error.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.step IS 'Name of the step';

--
-- Name: COLUMN _visible_error.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.step_no IS 'Place of the step';

--
-- Name: COLUMN _visible_error.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.seq IS 'Number; orders';

--
-- Name: COLUMN _visible_error.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.reason IS 'Stable code';

--
-- Name: COLUMN _visible_error.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.message IS 'What failed';

--
-- Name: COLUMN _visible_error.cause; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.cause IS 'Why';

--
-- Name: COLUMN _visible_error.hint; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.hint IS 'What to do next';

--
-- Name: COLUMN _visible_error.sqlstate; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.sqlstate IS 'SQLSTATE, when the database said it';

--
-- Name: COLUMN _visible_error.worker; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.worker IS 'Name of the worker';

--
-- Name: COLUMN _visible_error.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.at IS 'Written';

--
-- Name: COLUMN _visible_error.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_error.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.is_own IS 'This person launched it';

--
-- Name: COLUMN _visible_error.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_error.month IS 'As in execution: names the partition';

--
-- Name: _visible_execution; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_execution WITH (security_invoker='true') AS
 SELECT e.execution_id,
    e.public_id,
    (e.public_id)::text AS id,
    e.url,
    e.kind,
    e.job,
    e.profile,
    e.label,
    e.status,
    e.colour,
    e.problems,
    e.warnings,
    e.errors,
    e.created_at,
    e.started_at,
    e.ended_at,
    e.queue_s,
    e.duration_s,
    e.elapsed_s,
    e.step,
    e.steps,
    ( SELECT s.name
           FROM job.step s
          WHERE ((s.execution_id = e.execution_id) AND (s.ordinal = e.step))) AS step_name,
    (( SELECT ((COALESCE(s.done, (0)::bigint))::numeric +
                CASE
                    WHEN (s.ended_at IS NULL) THEN COALESCE(( SELECT sum(l.done) AS sum
                       FROM job.lease l
                      WHERE (l.step_id = s.id)), (0)::numeric)
                    ELSE (0)::numeric
                END)
           FROM job.step s
          WHERE ((s.execution_id = e.execution_id) AND (s.ordinal = e.step))))::bigint AS done,
    ( SELECT s.total
           FROM job.step s
          WHERE ((s.execution_id = e.execution_id) AND (s.ordinal = e.step))) AS total,
    (
        CASE
            WHEN (e.status = 'completed'::text) THEN (100)::numeric
            ELSE ( SELECT LEAST((99)::numeric, div((((COALESCE(s.done, (0)::bigint))::numeric +
                    CASE
                        WHEN (s.ended_at IS NULL) THEN COALESCE(( SELECT sum(l.done) AS sum
                           FROM job.lease l
                          WHERE (l.step_id = s.id)), (0)::numeric)
                        ELSE (0)::numeric
                    END) * (100)::numeric), (s.total)::numeric)) AS "least"
               FROM job.step s
              WHERE ((s.execution_id = e.execution_id) AND (s.ordinal = e.step) AND (s.total > 0)))
        END)::integer AS percent,
    ( SELECT s.unit
           FROM job.step s
          WHERE ((s.execution_id = e.execution_id) AND (s.ordinal = e.step))) AS unit,
    e.owner,
    e.owner AS triggered_by,
    e.stopped_by,
    e.priority,
    e.month,
    e.is_own,
    e.items,
    e.has_details,
    e.queue_position,
    e.day,
    e.preview
   FROM tracker._visible_entry e;

ALTER TABLE tracker._visible_execution OWNER TO chantier_owner;

--
-- Name: VIEW _visible_execution; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_execution IS 'Executions; the base of execution and my_execution';

--
-- Name: COLUMN _visible_execution.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN _visible_execution.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_execution.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.id IS 'Id in the URL, as text';

--
-- Name: COLUMN _visible_execution.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.url IS 'Address of the report';

--
-- Name: COLUMN _visible_execution.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN _visible_execution.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.job IS 'Name of the job';

--
-- Name: COLUMN _visible_execution.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.profile IS 'Code of the profile';

--
-- Name: COLUMN _visible_execution.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.label IS 'What people read';

--
-- Name: COLUMN _visible_execution.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN _visible_execution.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN _visible_execution.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN _visible_execution.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.warnings IS 'Warnings, live';

--
-- Name: COLUMN _visible_execution.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.errors IS 'Errors, live';

--
-- Name: COLUMN _visible_execution.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.created_at IS 'Launched';

--
-- Name: COLUMN _visible_execution.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.started_at IS 'Its first task began';

--
-- Name: COLUMN _visible_execution.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.ended_at IS 'Ended';

--
-- Name: COLUMN _visible_execution.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN _visible_execution.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN _visible_execution.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN _visible_execution.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.step IS 'The step at work, from 1';

--
-- Name: COLUMN _visible_execution.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.steps IS 'Number of steps';

--
-- Name: COLUMN _visible_execution.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.step_name IS 'Name of the step at work';

--
-- Name: COLUMN _visible_execution.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.done IS 'Items handled in that step';

--
-- Name: COLUMN _visible_execution.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN _visible_execution.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN _visible_execution.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.unit IS 'What that step counts';

--
-- Name: COLUMN _visible_execution.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.owner IS 'Who launched it';

--
-- Name: COLUMN _visible_execution.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.triggered_by IS 'Who launched it';

--
-- Name: COLUMN _visible_execution.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN _visible_execution.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN _visible_execution.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.month IS 'Partition of its rows';

--
-- Name: COLUMN _visible_execution.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.is_own IS 'This person launched it';

--
-- Name: COLUMN _visible_execution.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN _visible_execution.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN _visible_execution.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN _visible_execution.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN _visible_execution.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_execution.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: _visible_log; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_log WITH (security_invoker='true') AS
 SELECT e.id AS execution_id,
    e.public_id,
    x.at,
    x.place,
    x.level,
    x.event,
    x.step,
    x.message,
    x.detail,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own
   FROM (job.execution e
     CROSS JOIN LATERAL ( SELECT e.id AS execution_id,
            e.created_at AS at,
            (0)::bigint AS place,
            'info'::text AS level,
            'launched'::text AS event,
            NULL::text AS step,
            format('launched by %s: %s'::text, e.owner, e.label) AS message,
            d.parameters AS detail
           FROM job.execution_detail d
          WHERE (d.execution_id = e.id)
        UNION ALL
         SELECT e.id,
            s.started_at,
            s.ordinal,
            'info'::text,
            'step_started'::text,
            s.name,
            format('step %s of %s: %s'::text, s.ordinal, e.steps, s.name) AS format,
            s.facts
           FROM job.step s
          WHERE ((s.execution_id = e.id) AND (s.started_at IS NOT NULL))
        UNION ALL
         SELECT e.id,
            v.at,
            (1000 + v.id),
            v.level,
            v.event,
            s.name,
            v.message,
            v.detail
           FROM (job.event v
             LEFT JOIN job.step s ON ((s.id = v.step_id)))
          WHERE ((v.execution_id = e.id) AND (v.month = e.month))
        UNION ALL
         SELECT e.id,
            r.at,
            (1000 + r.id),
            'error'::text,
            r.reason,
            s.name,
            concat_ws('. '::text, r.message, r.cause, r.hint) AS concat_ws,
            NULLIF(jsonb_strip_nulls(jsonb_build_object('sqlstate', r.sqlstate, 'worker', r.worker)), '{}'::jsonb) AS "nullif"
           FROM (job.error r
             JOIN job.step s ON ((s.id = r.step_id)))
          WHERE ((r.execution_id = e.id) AND (r.month = e.month))
        UNION ALL
         SELECT e.id,
            s.ended_at,
            '9223372036854775806'::bigint,
            'info'::text,
            'step_ended'::text,
            s.name,
            format('%s: %s, %s done, %s warnings'::text, s.name, s.status, s.done, s.warnings) AS format,
            (jsonb_strip_nulls(jsonb_build_object('read', s.read, 'created', s.created, 'updated', s.updated, 'unchanged', s.unchanged, 'skipped', s.skipped, 'invalid', s.invalid, 'written', s.written)) || COALESCE(s.more, '{}'::jsonb))
           FROM job.step s
          WHERE ((s.execution_id = e.id) AND (s.ended_at IS NOT NULL))
        UNION ALL
         SELECT e.id,
            e.ended_at,
            '9223372036854775807'::bigint,
                CASE
                    WHEN (e.colour = 'red'::text) THEN 'error'::text
                    ELSE 'info'::text
                END AS "case",
            'ended'::text,
            NULL::text,
            format('%s: %s warnings, %s errors'::text, e.status, e.warnings, e.errors) AS format,
            NULL::jsonb
          WHERE (e.ended_at IS NOT NULL)) x);

ALTER TABLE tracker._visible_log OWNER TO chantier_owner;

--
-- Name: VIEW _visible_log; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_log IS 'Logs; the base of log and my_log';

--
-- Name: COLUMN _visible_log.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN _visible_log.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_log.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.at IS 'When';

--
-- Name: COLUMN _visible_log.place; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.place IS 'Orders lines of one instant';

--
-- Name: COLUMN _visible_log.level; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.level IS 'debug, info, warning, error';

--
-- Name: COLUMN _visible_log.event; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.event IS 'Stable code';

--
-- Name: COLUMN _visible_log.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.step IS 'Name of the step';

--
-- Name: COLUMN _visible_log.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.message IS 'The sentence for people';

--
-- Name: COLUMN _visible_log.detail; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.detail IS 'Figures';

--
-- Name: COLUMN _visible_log.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_log.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_log.is_own IS 'This person launched it';

--
-- Name: _visible_reason; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_reason WITH (security_invoker='true') AS
 SELECT r.execution_id,
    e.public_id,
    e.job,
    e.created_at,
    s.ordinal AS step_no,
    s.name AS step,
    r.is_error,
    r.is_note,
    r.reason,
    r.field,
    r.count,
    r.message,
    r.is_uniform,
    r.rows,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own
   FROM ((job.execution e
     JOIN job.reason r ON ((r.execution_id = e.id)))
     JOIN job.step s ON ((s.id = r.step_id)))
UNION ALL
 SELECT e.id AS execution_id,
    e.public_id,
    e.job,
    e.created_at,
    l.step_no,
    l.step,
    false AS is_error,
    l.is_note,
    l.reason,
    l.field,
    l.count,
    l.message,
    l.is_uniform,
    l.rows,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own
   FROM (job.execution e
     CROSS JOIN LATERAL tracker._live_reasons(e.id, e.month) l(step_no, step, is_note, reason, field, count, message, is_uniform, rows))
  WHERE ((e.ended_at IS NULL) AND (e.status = ANY (ARRAY['queued'::text, 'starting'::text, 'running'::text, 'pausing'::text, 'paused'::text, 'stopping'::text])));

ALTER TABLE tracker._visible_reason OWNER TO chantier_owner;

--
-- Name: VIEW _visible_reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_reason IS 'Warnings and errors, summed by step, reason and field; the base of reason and my_reason';

--
-- Name: COLUMN _visible_reason.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.execution_id IS 'my_execution';

--
-- Name: COLUMN _visible_reason.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_reason.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.job IS 'Name of the job';

--
-- Name: COLUMN _visible_reason.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.created_at IS 'When the execution was launched';

--
-- Name: COLUMN _visible_reason.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.step_no IS 'Place of the step';

--
-- Name: COLUMN _visible_reason.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.step IS 'Name of the step';

--
-- Name: COLUMN _visible_reason.is_error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.is_error IS 'Errors; else warnings or notes';

--
-- Name: COLUMN _visible_reason.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.is_note IS 'Refused nothing';

--
-- Name: COLUMN _visible_reason.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.reason IS 'Stable code';

--
-- Name: COLUMN _visible_reason.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.field IS 'Column or attribute';

--
-- Name: COLUMN _visible_reason.count; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.count IS 'How many, those that are not kept included';

--
-- Name: COLUMN _visible_reason.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.message IS 'The sentence of one of them';

--
-- Name: COLUMN _visible_reason.is_uniform; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.is_uniform IS 'All say the same';

--
-- Name: COLUMN _visible_reason.rows; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.rows IS 'The first three record numbers';

--
-- Name: COLUMN _visible_reason.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_reason.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_reason.is_own IS 'This person launched it';

--
-- Name: _visible_step; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_step WITH (security_invoker='true') AS
 SELECT s.execution_id,
    e.public_id,
    s.id AS step_id,
    s.ordinal AS no,
    s.name,
    s.status,
        CASE
            WHEN (s.status = 'failed'::text) THEN 'red'::text
            WHEN (s.status = 'stopped'::text) THEN 'grey'::text
            WHEN (s.status <> 'completed'::text) THEN 'blue'::text
            WHEN (s.errors > 0) THEN 'red'::text
            WHEN (s.warnings > 0) THEN 'yellow'::text
            ELSE 'green'::text
        END AS colour,
    COALESCE(p.done, s.done, (0)::bigint) AS done,
    s.total,
    (
        CASE
            WHEN (s.status = 'completed'::text) THEN (100)::bigint
            WHEN (s.total > 0) THEN LEAST((99)::bigint, ((COALESCE(p.done, s.done, (0)::bigint) * 100) / s.total))
            ELSE NULL::bigint
        END)::integer AS percent,
    s.unit,
        CASE
            WHEN ((s.ended_at IS NULL) AND (s.status <> 'paused'::text)) THEN p.rate_per_s
            WHEN (s.ended_at > s.started_at) THEN ((s.done)::double precision / date_part('epoch'::text, (s.ended_at - s.started_at)))
            ELSE NULL::double precision
        END AS rate_per_s,
        CASE
            WHEN (s.status <> 'paused'::text) THEN p.eta_s
            ELSE NULL::double precision
        END AS eta_s,
    (COALESCE(p.stalled, false) AND (s.status <> 'paused'::text)) AS stalled,
    COALESCE(p.last_progress_at, s.ended_at) AS last_progress_at,
    COALESCE(p.read, s.read, (0)::bigint) AS read,
    COALESCE(p.created, s.created, (0)::bigint) AS created,
    COALESCE(p.updated, s.updated, (0)::bigint) AS updated,
    COALESCE(p.unchanged, s.unchanged, (0)::bigint) AS unchanged,
    COALESCE(p.skipped, s.skipped, (0)::bigint) AS skipped,
    COALESCE(p.invalid, s.invalid, (0)::bigint) AS invalid,
    COALESCE(p.written, s.written, (0)::bigint) AS written,
    COALESCE(p.more, s.more) AS more,
    COALESCE(p.warnings, s.warnings, (0)::bigint) AS warnings,
    COALESCE(s.errors, (0)::bigint) AS errors,
    s.started_at,
    s.ended_at,
    date_part('epoch'::text, (s.ended_at - s.started_at)) AS duration_s,
        CASE
            WHEN (s.ended_at IS NULL) THEN date_part('epoch'::text, (tracker._now() - s.started_at))
            ELSE NULL::double precision
        END AS elapsed_s,
    s.facts,
    s.phase,
    s.open AS open_tasks,
    p.worker_heard_at,
    COALESCE(p.worker_lost, false) AS worker_lost,
    s.owner,
    (s.owner = ( SELECT tracker.me() AS me)) AS is_own,
    e.job
   FROM ((job.step s
     JOIN job.execution e ON ((e.id = s.execution_id)))
     LEFT JOIN LATERAL tracker._progress(
        CASE
            WHEN ((s.ended_at IS NULL) AND (s.started_at IS NOT NULL)) THEN s.id
            ELSE NULL::bigint
        END) p(done, read, created, updated, unchanged, skipped, invalid, written, warnings, more, last_progress_at, rate_per_s, eta_s, stalled, worker_heard_at, worker_lost) ON (true));

ALTER TABLE tracker._visible_step OWNER TO chantier_owner;

--
-- Name: VIEW _visible_step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_step IS 'Steps; the base of step and my_step';

--
-- Name: COLUMN _visible_step.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN _visible_step.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_step.step_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.step_id IS 'Internal number';

--
-- Name: COLUMN _visible_step.no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.no IS 'Place among the steps, from 1';

--
-- Name: COLUMN _visible_step.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.name IS 'Name of the step';

--
-- Name: COLUMN _visible_step.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.status IS 'waiting, running, stopping, paused, completed, failed, stopped';

--
-- Name: COLUMN _visible_step.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN _visible_step.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.done IS 'Items handled';

--
-- Name: COLUMN _visible_step.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.total IS 'Items to handle; null: unknown';

--
-- Name: COLUMN _visible_step.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.percent IS 'Rounded down, at most 99 before the end; null: unknown';

--
-- Name: COLUMN _visible_step.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.unit IS 'What done and total count';

--
-- Name: COLUMN _visible_step.rate_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.rate_per_s IS 'Items a second, in the present window; over all its time when ended';

--
-- Name: COLUMN _visible_step.eta_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.eta_s IS 'Seconds left; null when it cannot be told';

--
-- Name: COLUMN _visible_step.stalled; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.stalled IS 'No commit for longer than usual';

--
-- Name: COLUMN _visible_step.last_progress_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.last_progress_at IS 'Newest commit';

--
-- Name: COLUMN _visible_step.read; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.read IS 'Records reached or items selected';

--
-- Name: COLUMN _visible_step.created; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.created IS 'Written new';

--
-- Name: COLUMN _visible_step.updated; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.updated IS 'Written with a difference';

--
-- Name: COLUMN _visible_step.unchanged; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.unchanged IS 'Nothing differed';

--
-- Name: COLUMN _visible_step.skipped; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN _visible_step.invalid; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.invalid IS 'Refused';

--
-- Name: COLUMN _visible_step.written; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.written IS 'Put into an output file';

--
-- Name: COLUMN _visible_step.more; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN _visible_step.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.warnings IS 'Warnings, exact';

--
-- Name: COLUMN _visible_step.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.errors IS 'Errors';

--
-- Name: COLUMN _visible_step.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.started_at IS 'Began';

--
-- Name: COLUMN _visible_step.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.ended_at IS 'Ended';

--
-- Name: COLUMN _visible_step.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN _visible_step.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN _visible_step.facts; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.facts IS 'What the step found out';

--
-- Name: COLUMN _visible_step.phase; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.phase IS 'How often it has planned tasks after its first ones';

--
-- Name: COLUMN _visible_step.open_tasks; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.open_tasks IS 'Tasks not ended';

--
-- Name: COLUMN _visible_step.worker_heard_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.worker_heard_at IS 'Newest heartbeat of its workers; null: none has a task of it now';

--
-- Name: COLUMN _visible_step.worker_lost; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.worker_lost IS 'None of its workers was heard from for 15 s';

--
-- Name: COLUMN _visible_step.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_step.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.is_own IS 'This person launched it';

--
-- Name: COLUMN _visible_step.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_step.job IS 'Name of the job';

--
-- Name: _visible_warning; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker._visible_warning WITH (security_invoker='true') AS
 SELECT w.execution_id,
    e.public_id,
    s.name AS step,
    s.ordinal AS step_no,
    w.id AS seq,
    w.reason,
    w.is_note,
    w."row",
    w.line,
    w.identifier,
    w.field,
    w.value,
    w.message,
    w.item,
    w.at,
    e.owner,
    (e.owner = ( SELECT tracker.me() AS me)) AS is_own
   FROM ((job.execution e
     JOIN job.warning w ON (((w.execution_id = e.id) AND (w.month = e.month))))
     JOIN job.step s ON ((s.id = w.step_id)));

ALTER TABLE tracker._visible_warning OWNER TO chantier_owner;

--
-- Name: VIEW _visible_warning; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker._visible_warning IS 'Warnings; the base of warning and my_warning';

--
-- Name: COLUMN _visible_warning.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN _visible_warning.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.public_id IS 'Id in the URL';

--
-- Name: COLUMN _visible_warning.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.step IS 'Name of the step';

--
-- Name: COLUMN _visible_warning.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.step_no IS 'Place of the step';

--
-- Name: COLUMN _visible_warning.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.seq IS 'Number; orders warnings of one row';

--
-- Name: COLUMN _visible_warning.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.reason IS 'Stable code';

--
-- Name: COLUMN _visible_warning.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.is_note IS 'Refuses nothing';

--
-- Name: COLUMN _visible_warning."row"; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning."row" IS 'Record number';

--
-- Name: COLUMN _visible_warning.line; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.line IS 'Physical line';

--
-- Name: COLUMN _visible_warning.identifier; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.identifier IS 'Identifier of the item';

--
-- Name: COLUMN _visible_warning.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.field IS 'Column or attribute';

--
-- Name: COLUMN _visible_warning.value; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.value IS 'The value, cut at 200 characters';

--
-- Name: COLUMN _visible_warning.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.message IS 'The sentence for people';

--
-- Name: COLUMN _visible_warning.item; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.item IS 'The item itself';

--
-- Name: COLUMN _visible_warning.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.at IS 'Written';

--
-- Name: COLUMN _visible_warning.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.owner IS 'Who launched the execution';

--
-- Name: COLUMN _visible_warning.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker._visible_warning.is_own IS 'This person launched it';

--
-- Name: artifact; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.artifact WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.artifact_id,
    m.kind,
    m.name,
    m.media_type,
    m.size,
    m.records,
    m.is_complete,
    m.created_at,
    m.month,
    m.owner,
    m.is_own,
    m.sha256
   FROM tracker._visible_artifact m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.artifact OWNER TO chantier_owner;

--
-- Name: VIEW artifact; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.artifact IS 'Files of own executions and of those opened by URL; narrow by execution_id';

--
-- Name: COLUMN artifact.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN artifact.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.public_id IS 'Id in the URL';

--
-- Name: COLUMN artifact.artifact_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.artifact_id IS 'Number of the file';

--
-- Name: COLUMN artifact.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.kind IS 'input, output, invalid_items, log';

--
-- Name: COLUMN artifact.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.name IS 'File name';

--
-- Name: COLUMN artifact.media_type; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.media_type IS 'Media type';

--
-- Name: COLUMN artifact.size; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.size IS 'Bytes';

--
-- Name: COLUMN artifact.records; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.records IS 'Records in it';

--
-- Name: COLUMN artifact.is_complete; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.is_complete IS 'All of it is there, and kept';

--
-- Name: COLUMN artifact.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.created_at IS 'Begun';

--
-- Name: COLUMN artifact.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.month IS 'Partition of its pieces';

--
-- Name: COLUMN artifact.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.owner IS 'Who launched the execution';

--
-- Name: COLUMN artifact.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.is_own IS 'This person launched it';

--
-- Name: COLUMN artifact.sha256; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.artifact.sha256 IS 'Checksum of all its bytes, in hexadecimal; of outputs';

--
-- Name: entry; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.entry WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.owner,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker._visible_entry m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.entry OWNER TO chantier_owner;

--
-- Name: VIEW entry; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.entry IS 'Own executions and those opened by URL, without what is read of their steps; read by id';

--
-- Name: COLUMN entry.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN entry.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.public_id IS 'Id in the URL';

--
-- Name: COLUMN entry.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.url IS 'Address of the report';

--
-- Name: COLUMN entry.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN entry.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.job IS 'Name of the job';

--
-- Name: COLUMN entry.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.profile IS 'Code of the profile';

--
-- Name: COLUMN entry.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.label IS 'What people read';

--
-- Name: COLUMN entry.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN entry.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN entry.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN entry.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.warnings IS 'Warnings, live';

--
-- Name: COLUMN entry.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.errors IS 'Errors, live';

--
-- Name: COLUMN entry.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.created_at IS 'Launched';

--
-- Name: COLUMN entry.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.started_at IS 'Its first task began';

--
-- Name: COLUMN entry.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.ended_at IS 'Ended';

--
-- Name: COLUMN entry.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN entry.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN entry.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN entry.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.step IS 'The step at work, from 1';

--
-- Name: COLUMN entry.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.steps IS 'Number of steps';

--
-- Name: COLUMN entry.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.owner IS 'Who launched it';

--
-- Name: COLUMN entry.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN entry.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN entry.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.month IS 'Partition of its rows';

--
-- Name: COLUMN entry.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.is_own IS 'This person launched it';

--
-- Name: COLUMN entry.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN entry.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN entry.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN entry.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN entry.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.entry.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: error; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.error WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step,
    m.step_no,
    m.seq,
    m.reason,
    m.message,
    m.cause,
    m.hint,
    m.sqlstate,
    m.worker,
    m.at,
    m.owner,
    m.is_own,
    m.month
   FROM tracker._visible_error m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.error OWNER TO chantier_owner;

--
-- Name: VIEW error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.error IS 'Errors of own executions and of those opened by URL; narrow by execution_id';

--
-- Name: COLUMN error.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN error.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.public_id IS 'Id in the URL';

--
-- Name: COLUMN error.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.step IS 'Name of the step';

--
-- Name: COLUMN error.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.step_no IS 'Place of the step';

--
-- Name: COLUMN error.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.seq IS 'Number; orders';

--
-- Name: COLUMN error.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.reason IS 'Stable code';

--
-- Name: COLUMN error.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.message IS 'What failed';

--
-- Name: COLUMN error.cause; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.cause IS 'Why';

--
-- Name: COLUMN error.hint; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.hint IS 'What to do next';

--
-- Name: COLUMN error.sqlstate; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.sqlstate IS 'SQLSTATE, when the database said it';

--
-- Name: COLUMN error.worker; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.worker IS 'Name of the worker';

--
-- Name: COLUMN error.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.at IS 'Written';

--
-- Name: COLUMN error.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.owner IS 'Who launched the execution';

--
-- Name: COLUMN error.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.is_own IS 'This person launched it';

--
-- Name: COLUMN error.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.error.month IS 'As in execution: names the partition';

--
-- Name: execution; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.execution WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.step_name,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.owner,
    m.triggered_by,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker._visible_execution m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.execution OWNER TO chantier_owner;

--
-- Name: VIEW execution; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.execution IS 'Own executions, and those opened by URL; read by id';

--
-- Name: COLUMN execution.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN execution.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.public_id IS 'Id in the URL';

--
-- Name: COLUMN execution.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.id IS 'Id in the URL, as text';

--
-- Name: COLUMN execution.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.url IS 'Address of the report';

--
-- Name: COLUMN execution.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN execution.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.job IS 'Name of the job';

--
-- Name: COLUMN execution.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.profile IS 'Code of the profile';

--
-- Name: COLUMN execution.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.label IS 'What people read';

--
-- Name: COLUMN execution.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN execution.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN execution.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN execution.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.warnings IS 'Warnings, live';

--
-- Name: COLUMN execution.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.errors IS 'Errors, live';

--
-- Name: COLUMN execution.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.created_at IS 'Launched';

--
-- Name: COLUMN execution.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.started_at IS 'Its first task began';

--
-- Name: COLUMN execution.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.ended_at IS 'Ended';

--
-- Name: COLUMN execution.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN execution.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN execution.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN execution.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.step IS 'The step at work, from 1';

--
-- Name: COLUMN execution.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.steps IS 'Number of steps';

--
-- Name: COLUMN execution.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.step_name IS 'Name of the step at work';

--
-- Name: COLUMN execution.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.done IS 'Items handled in that step';

--
-- Name: COLUMN execution.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN execution.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN execution.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.unit IS 'What that step counts';

--
-- Name: COLUMN execution.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.owner IS 'Who launched it';

--
-- Name: COLUMN execution.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.triggered_by IS 'Who launched it';

--
-- Name: COLUMN execution.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN execution.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN execution.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.month IS 'Partition of its rows';

--
-- Name: COLUMN execution.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.is_own IS 'This person launched it';

--
-- Name: COLUMN execution.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN execution.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN execution.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN execution.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN execution.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.execution.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: log; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.log WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.at,
    m.place,
    m.level,
    m.event,
    m.step,
    m.message,
    m.detail,
    m.owner,
    m.is_own
   FROM tracker._visible_log m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.log OWNER TO chantier_owner;

--
-- Name: VIEW log; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.log IS 'The log of own executions and of those opened by URL; narrow by execution_id';

--
-- Name: COLUMN log.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN log.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.public_id IS 'Id in the URL';

--
-- Name: COLUMN log.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.at IS 'When';

--
-- Name: COLUMN log.place; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.place IS 'Orders lines of one instant';

--
-- Name: COLUMN log.level; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.level IS 'debug, info, warning, error';

--
-- Name: COLUMN log.event; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.event IS 'Stable code';

--
-- Name: COLUMN log.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.step IS 'Name of the step';

--
-- Name: COLUMN log.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.message IS 'The sentence for people';

--
-- Name: COLUMN log.detail; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.detail IS 'Figures';

--
-- Name: COLUMN log.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.owner IS 'Who launched the execution';

--
-- Name: COLUMN log.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.log.is_own IS 'This person launched it';

--
-- Name: my_artifact; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_artifact WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.artifact_id,
    m.kind,
    m.name,
    m.media_type,
    m.size,
    m.records,
    m.is_complete,
    m.created_at,
    m.month,
    m.owner,
    m.is_own,
    m.sha256
   FROM tracker._visible_artifact m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_artifact OWNER TO chantier_owner;

--
-- Name: VIEW my_artifact; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_artifact IS 'Files of own executions';

--
-- Name: COLUMN my_artifact.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN my_artifact.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_artifact.artifact_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.artifact_id IS 'Number of the file';

--
-- Name: COLUMN my_artifact.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.kind IS 'input, output, invalid_items, log';

--
-- Name: COLUMN my_artifact.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.name IS 'File name';

--
-- Name: COLUMN my_artifact.media_type; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.media_type IS 'Media type';

--
-- Name: COLUMN my_artifact.size; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.size IS 'Bytes';

--
-- Name: COLUMN my_artifact.records; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.records IS 'Records in it';

--
-- Name: COLUMN my_artifact.is_complete; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.is_complete IS 'All of it is there, and kept';

--
-- Name: COLUMN my_artifact.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.created_at IS 'Begun';

--
-- Name: COLUMN my_artifact.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.month IS 'Partition of its pieces';

--
-- Name: COLUMN my_artifact.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_artifact.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.is_own IS 'This person launched it';

--
-- Name: COLUMN my_artifact.sha256; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_artifact.sha256 IS 'Checksum of all its bytes, in hexadecimal; of outputs';

--
-- Name: my_duration; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_duration WITH (security_invoker='true') AS
 SELECT j.name AS job,
    j.kind,
    d.runs,
    d.p25_s,
    d.p50_s,
    d.p75_s,
    d.p95_s,
    d.last_ended_at
   FROM (job.job j
     CROSS JOIN LATERAL ( SELECT count(*) AS runs,
            percentile_cont((0.25)::double precision) WITHIN GROUP (ORDER BY l.took) AS p25_s,
            percentile_cont((0.5)::double precision) WITHIN GROUP (ORDER BY l.took) AS p50_s,
            percentile_cont((0.75)::double precision) WITHIN GROUP (ORDER BY l.took) AS p75_s,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY l.took) AS p95_s,
            max(l.ended_at) AS last_ended_at
           FROM ( SELECT date_part('epoch'::text, (e.ended_at - e.started_at)) AS took,
                    e.ended_at
                   FROM job.execution e
                  WHERE ((e.owner = ( SELECT tracker.me() AS me)) AND (e.job = j.name) AND (e.colour = ANY (ARRAY['green'::text, 'yellow'::text])))
                  ORDER BY e.ended_at DESC, e.id DESC
                 LIMIT 20) l) d)
  WHERE (d.runs > 0);

ALTER TABLE tracker.my_duration OWNER TO chantier_owner;

--
-- Name: VIEW my_duration; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_duration IS 'How long one''s jobs usually take: by their last 20 that ended green or yellow';

--
-- Name: COLUMN my_duration.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.job IS 'Name of the job';

--
-- Name: COLUMN my_duration.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_duration.runs; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.runs IS 'How many are looked at: at most 20';

--
-- Name: COLUMN my_duration.p25_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.p25_s IS 'A quarter took no longer, in seconds';

--
-- Name: COLUMN my_duration.p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.p50_s IS 'Half took no longer';

--
-- Name: COLUMN my_duration.p75_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.p75_s IS 'Three quarters took no longer';

--
-- Name: COLUMN my_duration.p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.p95_s IS '95 % took no longer';

--
-- Name: COLUMN my_duration.last_ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_duration.last_ended_at IS 'When the latest of them ended';

--
-- Name: my_entry; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_entry WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.owner,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker._visible_entry m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_entry OWNER TO chantier_owner;

--
-- Name: VIEW my_entry; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_entry IS 'Own executions, without what is read of their steps: for lists of them';

--
-- Name: COLUMN my_entry.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN my_entry.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_entry.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.url IS 'Address of the report';

--
-- Name: COLUMN my_entry.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_entry.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.job IS 'Name of the job';

--
-- Name: COLUMN my_entry.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.profile IS 'Code of the profile';

--
-- Name: COLUMN my_entry.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.label IS 'What people read';

--
-- Name: COLUMN my_entry.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN my_entry.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_entry.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN my_entry.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.warnings IS 'Warnings, live';

--
-- Name: COLUMN my_entry.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.errors IS 'Errors, live';

--
-- Name: COLUMN my_entry.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.created_at IS 'Launched';

--
-- Name: COLUMN my_entry.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.started_at IS 'Its first task began';

--
-- Name: COLUMN my_entry.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.ended_at IS 'Ended';

--
-- Name: COLUMN my_entry.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN my_entry.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN my_entry.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN my_entry.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.step IS 'The step at work, from 1';

--
-- Name: COLUMN my_entry.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.steps IS 'Number of steps';

--
-- Name: COLUMN my_entry.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.owner IS 'Who launched it';

--
-- Name: COLUMN my_entry.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN my_entry.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN my_entry.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.month IS 'Partition of its rows';

--
-- Name: COLUMN my_entry.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.is_own IS 'This person launched it';

--
-- Name: COLUMN my_entry.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN my_entry.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN my_entry.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN my_entry.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN my_entry.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_entry.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: my_error; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_error WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step,
    m.step_no,
    m.seq,
    m.reason,
    m.message,
    m.cause,
    m.hint,
    m.sqlstate,
    m.worker,
    m.at,
    m.owner,
    m.is_own,
    m.month
   FROM tracker._visible_error m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_error OWNER TO chantier_owner;

--
-- Name: VIEW my_error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_error IS 'What ended steps of own executions badly';

--
-- Name: COLUMN my_error.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN my_error.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_error.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.step IS 'Name of the step';

--
-- Name: COLUMN my_error.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.step_no IS 'Place of the step';

--
-- Name: COLUMN my_error.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.seq IS 'Number; orders';

--
-- Name: COLUMN my_error.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.reason IS 'Stable code';

--
-- Name: COLUMN my_error.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.message IS 'What failed';

--
-- Name: COLUMN my_error.cause; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.cause IS 'Why';

--
-- Name: COLUMN my_error.hint; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.hint IS 'What to do next';

--
-- Name: COLUMN my_error.sqlstate; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.sqlstate IS 'SQLSTATE, when the database said it';

--
-- Name: COLUMN my_error.worker; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.worker IS 'Name of the worker';

--
-- Name: COLUMN my_error.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.at IS 'Written';

--
-- Name: COLUMN my_error.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_error.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.is_own IS 'This person launched it';

--
-- Name: COLUMN my_error.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_error.month IS 'As in execution: names the partition';

--
-- Name: my_execution; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_execution WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.step_name,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.owner,
    m.triggered_by,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker._visible_execution m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_execution OWNER TO chantier_owner;

--
-- Name: VIEW my_execution; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_execution IS 'Own executions';

--
-- Name: COLUMN my_execution.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN my_execution.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_execution.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.id IS 'Id in the URL, as text';

--
-- Name: COLUMN my_execution.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.url IS 'Address of the report';

--
-- Name: COLUMN my_execution.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_execution.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.job IS 'Name of the job';

--
-- Name: COLUMN my_execution.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.profile IS 'Code of the profile';

--
-- Name: COLUMN my_execution.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.label IS 'What people read';

--
-- Name: COLUMN my_execution.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN my_execution.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_execution.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN my_execution.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.warnings IS 'Warnings, live';

--
-- Name: COLUMN my_execution.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.errors IS 'Errors, live';

--
-- Name: COLUMN my_execution.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.created_at IS 'Launched';

--
-- Name: COLUMN my_execution.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.started_at IS 'Its first task began';

--
-- Name: COLUMN my_execution.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.ended_at IS 'Ended';

--
-- Name: COLUMN my_execution.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN my_execution.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN my_execution.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN my_execution.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.step IS 'The step at work, from 1';

--
-- Name: COLUMN my_execution.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.steps IS 'Number of steps';

--
-- Name: COLUMN my_execution.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.step_name IS 'Name of the step at work';

--
-- Name: COLUMN my_execution.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.done IS 'Items handled in that step';

--
-- Name: COLUMN my_execution.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN my_execution.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN my_execution.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.unit IS 'What that step counts';

--
-- Name: COLUMN my_execution.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.owner IS 'Who launched it';

--
-- Name: COLUMN my_execution.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.triggered_by IS 'Who launched it';

--
-- Name: COLUMN my_execution.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN my_execution.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN my_execution.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.month IS 'Partition of its rows';

--
-- Name: COLUMN my_execution.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.is_own IS 'This person launched it';

--
-- Name: COLUMN my_execution.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN my_execution.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN my_execution.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN my_execution.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN my_execution.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_execution.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: my_last_operations; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_last_operations WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.step_name,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.owner,
    m.triggered_by,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker.my_execution m
  ORDER BY m.created_at DESC, m.execution_id DESC
 LIMIT 10;

ALTER TABLE tracker.my_last_operations OWNER TO chantier_owner;

--
-- Name: VIEW my_last_operations; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_last_operations IS 'One''s newest ten executions, newest first';

--
-- Name: COLUMN my_last_operations.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN my_last_operations.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_last_operations.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.id IS 'Id in the URL, as text';

--
-- Name: COLUMN my_last_operations.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.url IS 'Address of the report';

--
-- Name: COLUMN my_last_operations.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_last_operations.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.job IS 'Name of the job';

--
-- Name: COLUMN my_last_operations.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.profile IS 'Code of the profile';

--
-- Name: COLUMN my_last_operations.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.label IS 'What people read';

--
-- Name: COLUMN my_last_operations.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN my_last_operations.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_last_operations.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN my_last_operations.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.warnings IS 'Warnings, live';

--
-- Name: COLUMN my_last_operations.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.errors IS 'Errors, live';

--
-- Name: COLUMN my_last_operations.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.created_at IS 'Launched';

--
-- Name: COLUMN my_last_operations.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.started_at IS 'Its first task began';

--
-- Name: COLUMN my_last_operations.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.ended_at IS 'Ended';

--
-- Name: COLUMN my_last_operations.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN my_last_operations.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN my_last_operations.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN my_last_operations.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.step IS 'The step at work, from 1';

--
-- Name: COLUMN my_last_operations.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.steps IS 'Number of steps';

--
-- Name: COLUMN my_last_operations.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.step_name IS 'Name of the step at work';

--
-- Name: COLUMN my_last_operations.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.done IS 'Items handled in that step';

--
-- Name: COLUMN my_last_operations.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN my_last_operations.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN my_last_operations.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.unit IS 'What that step counts';

--
-- Name: COLUMN my_last_operations.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.owner IS 'Who launched it';

--
-- Name: COLUMN my_last_operations.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.triggered_by IS 'Who launched it';

--
-- Name: COLUMN my_last_operations.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN my_last_operations.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN my_last_operations.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.month IS 'Partition of its rows';

--
-- Name: COLUMN my_last_operations.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.is_own IS 'This person launched it';

--
-- Name: COLUMN my_last_operations.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN my_last_operations.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN my_last_operations.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN my_last_operations.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN my_last_operations.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_last_operations.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: my_log; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_log WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.at,
    m.place,
    m.level,
    m.event,
    m.step,
    m.message,
    m.detail,
    m.owner,
    m.is_own
   FROM tracker._visible_log m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_log OWNER TO chantier_owner;

--
-- Name: VIEW my_log; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_log IS 'The log of own executions; narrow by execution_id';

--
-- Name: COLUMN my_log.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN my_log.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_log.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.at IS 'When';

--
-- Name: COLUMN my_log.place; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.place IS 'Orders lines of one instant';

--
-- Name: COLUMN my_log.level; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.level IS 'debug, info, warning, error';

--
-- Name: COLUMN my_log.event; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.event IS 'Stable code';

--
-- Name: COLUMN my_log.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.step IS 'Name of the step';

--
-- Name: COLUMN my_log.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.message IS 'The sentence for people';

--
-- Name: COLUMN my_log.detail; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.detail IS 'Figures';

--
-- Name: COLUMN my_log.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_log.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_log.is_own IS 'This person launched it';

--
-- Name: notification; Type: TABLE; Schema: tracker; Owner: chantier_owner
--

CREATE TABLE tracker.notification (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    problems bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    read_at timestamp with time zone,
    month date NOT NULL,
    person text NOT NULL,
    owner text NOT NULL,
    colour text NOT NULL,
    kind text NOT NULL,
    job text NOT NULL,
    label text NOT NULL,
    first_reason text,
    status text,
    stopped_by text,
    first_message text
);

ALTER TABLE ONLY tracker.notification FORCE ROW LEVEL SECURITY;

ALTER TABLE tracker.notification OWNER TO chantier_owner;

--
-- Name: TABLE notification; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON TABLE tracker.notification IS 'An execution has ended: for its owner and for whom it named. Holds all that is shown, so its reader needs no right to the execution';

--
-- Name: COLUMN notification.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.id IS 'Number; newest last';

--
-- Name: COLUMN notification.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.execution_id IS 'job.execution';

--
-- Name: COLUMN notification.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.problems IS 'The number shown beside the colour';

--
-- Name: COLUMN notification.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.created_at IS 'When the execution ended';

--
-- Name: COLUMN notification.read_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.read_at IS 'When the person read it; null: unread';

--
-- Name: COLUMN notification.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.month IS 'As in job.execution';

--
-- Name: COLUMN notification.person; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.person IS 'Whom it is for';

--
-- Name: COLUMN notification.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.owner IS 'Who launched the execution';

--
-- Name: COLUMN notification.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.colour IS 'Colour of the execution';

--
-- Name: COLUMN notification.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.kind IS 'Kind of the execution';

--
-- Name: COLUMN notification.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.job IS 'Name of the job';

--
-- Name: COLUMN notification.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.label IS 'Label of the execution';

--
-- Name: COLUMN notification.first_reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.first_reason IS 'Reason of the first error, else of the first warning';

--
-- Name: COLUMN notification.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.status IS 'Status it ended with; null: written before this column was';

--
-- Name: COLUMN notification.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.stopped_by IS 'Who stopped it';

--
-- Name: COLUMN notification.first_message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.notification.first_message IS 'The first error in words';

--
-- Name: my_notification; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_notification WITH (security_invoker='true') AS
 SELECT n.id,
    n.execution_id,
    e.public_id,
    (( SELECT tracker._base_url() AS _base_url) || e.public_id) AS url,
    n.owner,
    n.colour,
    n.kind,
    n.job,
    n.label,
    n.problems,
    n.first_reason,
    n.created_at,
    n.read_at,
    n.status,
    n.stopped_by,
    n.first_message,
    format('%s “%s” %s'::text,
        CASE n.kind
            WHEN 'import'::text THEN 'Import'::text
            WHEN 'export'::text THEN 'Export'::text
            WHEN 'mass_edit'::text THEN 'Mass edit'::text
            WHEN 'rule'::text THEN 'Rule'::text
            ELSE 'Project'::text
        END, n.label,
        CASE n.colour
            WHEN 'green'::text THEN 'finished'::text
            WHEN 'yellow'::text THEN format('finished with %s warning%s'::text, n.problems,
            CASE n.problems
                WHEN 1 THEN ''::text
                ELSE 's'::text
            END)
            WHEN 'grey'::text THEN ('was stopped'::text || COALESCE((' by '::text || n.stopped_by), ''::text))
            ELSE ('failed'::text || COALESCE((': '::text || COALESCE(n.first_message, n.first_reason)), ''::text))
        END) AS message
   FROM (tracker.notification n
     LEFT JOIN job.execution e ON (((e.id = n.execution_id) AND (e.owner = ( SELECT tracker.me() AS me)))))
  WHERE (n.person = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_notification OWNER TO chantier_owner;

--
-- Name: VIEW my_notification; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_notification IS 'What has ended, for this person';

--
-- Name: COLUMN my_notification.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.id IS 'Number; newest is highest';

--
-- Name: COLUMN my_notification.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.execution_id IS 'The execution';

--
-- Name: COLUMN my_notification.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.public_id IS 'Id in the URL; null: another''s execution';

--
-- Name: COLUMN my_notification.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.url IS 'Address of the report; null: another''s execution';

--
-- Name: COLUMN my_notification.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.owner IS 'Who launched it';

--
-- Name: COLUMN my_notification.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.colour IS 'Colour it ended with';

--
-- Name: COLUMN my_notification.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.kind IS 'Kind';

--
-- Name: COLUMN my_notification.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.job IS 'Name of the job';

--
-- Name: COLUMN my_notification.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.label IS 'What people read';

--
-- Name: COLUMN my_notification.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.problems IS 'The number beside the colour';

--
-- Name: COLUMN my_notification.first_reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.first_reason IS 'Reason of the first error, else of the first warning';

--
-- Name: COLUMN my_notification.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.created_at IS 'When it ended';

--
-- Name: COLUMN my_notification.read_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.read_at IS 'When it was read; null: unread';

--
-- Name: COLUMN my_notification.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.status IS 'Status it ended with';

--
-- Name: COLUMN my_notification.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.stopped_by IS 'Who stopped it';

--
-- Name: COLUMN my_notification.first_message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.first_message IS 'The first error in words';

--
-- Name: COLUMN my_notification.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_notification.message IS 'The sentence for people, in English';

--
-- Name: my_reason; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_reason WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.job,
    m.created_at,
    m.step_no,
    m.step,
    m.is_error,
    m.is_note,
    m.reason,
    m.field,
    m.count,
    m.message,
    m.is_uniform,
    m.rows,
    m.owner,
    m.is_own
   FROM tracker._visible_reason m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_reason OWNER TO chantier_owner;

--
-- Name: VIEW my_reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_reason IS 'Warnings and errors of own executions, summed by step, reason and field';

--
-- Name: COLUMN my_reason.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.execution_id IS 'my_execution';

--
-- Name: COLUMN my_reason.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_reason.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.job IS 'Name of the job';

--
-- Name: COLUMN my_reason.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.created_at IS 'When the execution was launched';

--
-- Name: COLUMN my_reason.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.step_no IS 'Place of the step';

--
-- Name: COLUMN my_reason.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.step IS 'Name of the step';

--
-- Name: COLUMN my_reason.is_error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.is_error IS 'Errors; else warnings or notes';

--
-- Name: COLUMN my_reason.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.is_note IS 'Refused nothing';

--
-- Name: COLUMN my_reason.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.reason IS 'Stable code';

--
-- Name: COLUMN my_reason.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.field IS 'Column or attribute';

--
-- Name: COLUMN my_reason.count; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.count IS 'How many, those that are not kept included';

--
-- Name: COLUMN my_reason.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.message IS 'The sentence of one of them';

--
-- Name: COLUMN my_reason.is_uniform; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.is_uniform IS 'All say the same';

--
-- Name: COLUMN my_reason.rows; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.rows IS 'The first three record numbers';

--
-- Name: COLUMN my_reason.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_reason.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_reason.is_own IS 'This person launched it';

--
-- Name: my_running; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_running WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.step_name,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.owner,
    m.triggered_by,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM tracker._visible_execution m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) AND (m.status = ANY (ARRAY['queued'::text, 'starting'::text, 'running'::text, 'pausing'::text, 'paused'::text, 'stopping'::text])));

ALTER TABLE tracker.my_running OWNER TO chantier_owner;

--
-- Name: VIEW my_running; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_running IS 'Own executions that have not ended; columns as in my_execution';

--
-- Name: COLUMN my_running.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN my_running.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_running.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.id IS 'Id in the URL, as text';

--
-- Name: COLUMN my_running.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.url IS 'Address of the report';

--
-- Name: COLUMN my_running.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_running.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.job IS 'Name of the job';

--
-- Name: COLUMN my_running.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.profile IS 'Code of the profile';

--
-- Name: COLUMN my_running.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.label IS 'What people read';

--
-- Name: COLUMN my_running.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN my_running.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_running.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN my_running.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.warnings IS 'Warnings, live';

--
-- Name: COLUMN my_running.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.errors IS 'Errors, live';

--
-- Name: COLUMN my_running.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.created_at IS 'Launched';

--
-- Name: COLUMN my_running.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.started_at IS 'Its first task began';

--
-- Name: COLUMN my_running.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.ended_at IS 'Ended';

--
-- Name: COLUMN my_running.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN my_running.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN my_running.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN my_running.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.step IS 'The step at work, from 1';

--
-- Name: COLUMN my_running.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.steps IS 'Number of steps';

--
-- Name: COLUMN my_running.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.step_name IS 'Name of the step at work';

--
-- Name: COLUMN my_running.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.done IS 'Items handled in that step';

--
-- Name: COLUMN my_running.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN my_running.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN my_running.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.unit IS 'What that step counts';

--
-- Name: COLUMN my_running.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.owner IS 'Who launched it';

--
-- Name: COLUMN my_running.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.triggered_by IS 'Who launched it';

--
-- Name: COLUMN my_running.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN my_running.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN my_running.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.month IS 'Partition of its rows';

--
-- Name: COLUMN my_running.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.is_own IS 'This person launched it';

--
-- Name: COLUMN my_running.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN my_running.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN my_running.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN my_running.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN my_running.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_running.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: my_slow_execution; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_slow_execution WITH (security_invoker='true') AS
 SELECT e.id AS execution_id,
    e.public_id,
    (e.public_id)::text AS id,
    (( SELECT tracker._base_url() AS _base_url) || e.public_id) AS url,
    e.kind,
    e.job,
    e.profile,
    e.label,
    e.status,
    e.colour,
    e.created_at,
    e.started_at,
    e.ended_at,
    x.took AS duration_s,
    d.p50_s AS usual_p50_s,
    d.p95_s AS usual_p95_s,
    (x.took / NULLIF(d.p50_s, (0)::double precision)) AS times_usual,
    d.runs AS compared
   FROM ((tracker.my_duration d
     JOIN job.execution e ON ((e.job = d.job)))
     CROSS JOIN LATERAL ( SELECT date_part('epoch'::text, (COALESCE(e.ended_at, tracker._now()) - e.started_at)) AS took) x)
  WHERE ((e.owner = ( SELECT tracker.me() AS me)) AND (d.runs >= 5) AND (x.took > d.p95_s));

ALTER TABLE tracker.my_slow_execution OWNER TO chantier_owner;

--
-- Name: VIEW my_slow_execution; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_slow_execution IS 'Own executions that took longer than 95 % of the last 20 successes of their job';

--
-- Name: COLUMN my_slow_execution.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN my_slow_execution.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_slow_execution.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.id IS 'Id in the URL, as text';

--
-- Name: COLUMN my_slow_execution.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.url IS 'Address of the report';

--
-- Name: COLUMN my_slow_execution.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_slow_execution.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.job IS 'Name of the job';

--
-- Name: COLUMN my_slow_execution.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.profile IS 'Code of the profile';

--
-- Name: COLUMN my_slow_execution.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.label IS 'What people read';

--
-- Name: COLUMN my_slow_execution.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN my_slow_execution.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_slow_execution.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.created_at IS 'Launched';

--
-- Name: COLUMN my_slow_execution.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.started_at IS 'Its first task began';

--
-- Name: COLUMN my_slow_execution.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.ended_at IS 'Ended';

--
-- Name: COLUMN my_slow_execution.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.duration_s IS 'Seconds from start to end, or until now';

--
-- Name: COLUMN my_slow_execution.usual_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.usual_p50_s IS 'Half of the job''s last successes took no longer';

--
-- Name: COLUMN my_slow_execution.usual_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.usual_p95_s IS '95 % of them took no longer';

--
-- Name: COLUMN my_slow_execution.times_usual; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.times_usual IS 'How many times the usual half it took';

--
-- Name: COLUMN my_slow_execution.compared; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_slow_execution.compared IS 'How many successes are compared with: 5 to 20';

--
-- Name: my_stats_daily; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_stats_daily WITH (security_invoker='true') AS
 SELECT g.day,
    g.kind,
    g.job,
    g.runs,
    g.green,
    g.yellow,
    g.red,
    g.stopped,
    g.failure_rate,
    g.duration_avg_s,
    g.durations[1] AS duration_p50_s,
    g.durations[2] AS duration_p95_s,
    g.duration_max_s,
    g.successes[1] AS success_p50_s,
    g.successes[2] AS success_p95_s,
    g.queue_p95_s,
    g.items,
    g.items_per_s,
    g.warnings,
    g.errors
   FROM ( SELECT e.day,
            e.kind,
            e.job,
            count(*) AS runs,
            count(*) FILTER (WHERE (e.colour = 'green'::text)) AS green,
            count(*) FILTER (WHERE (e.colour = 'yellow'::text)) AS yellow,
            count(*) FILTER (WHERE (e.colour = 'red'::text)) AS red,
            count(*) FILTER (WHERE (e.colour = 'grey'::text)) AS stopped,
            ((count(*) FILTER (WHERE (e.colour = 'red'::text)))::double precision / (NULLIF(count(*) FILTER (WHERE (e.colour <> 'grey'::text)), 0))::double precision) AS failure_rate,
            avg(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_avg_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS durations,
            max(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_max_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour = ANY (ARRAY['green'::text, 'yellow'::text]))) AS successes,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (date_part('epoch'::text, (e.started_at - e.created_at)))) AS queue_p95_s,
            (COALESCE(sum(e.items), (0)::numeric))::bigint AS items,
            ((sum(e.items))::double precision / NULLIF(sum(x.took), (0)::double precision)) AS items_per_s,
            (sum(e.warnings))::bigint AS warnings,
            (sum(e.errors))::bigint AS errors
           FROM (job.execution e
             CROSS JOIN LATERAL ( SELECT date_part('epoch'::text, (e.ended_at - e.started_at)) AS took) x)
          WHERE ((e.owner = ( SELECT tracker.me() AS me)) AND (e.day IS NOT NULL))
          GROUP BY e.day, e.kind, e.job) g;

ALTER TABLE tracker.my_stats_daily OWNER TO chantier_owner;

--
-- Name: VIEW my_stats_daily; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_stats_daily IS 'Own executions that ended, by day, kind and job';

--
-- Name: COLUMN my_stats_daily.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.day IS 'Day (UTC) on which they ended';

--
-- Name: COLUMN my_stats_daily.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN my_stats_daily.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.job IS 'Name of the job';

--
-- Name: COLUMN my_stats_daily.runs; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.runs IS 'Executions that ended: green, yellow, red and stopped';

--
-- Name: COLUMN my_stats_daily.green; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.green IS 'Ended without warning';

--
-- Name: COLUMN my_stats_daily.yellow; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.yellow IS 'Ended with warnings';

--
-- Name: COLUMN my_stats_daily.red; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.red IS 'Failed';

--
-- Name: COLUMN my_stats_daily.stopped; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.stopped IS 'Stopped; no part of the failure rate nor of the durations';

--
-- Name: COLUMN my_stats_daily.failure_rate; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.failure_rate IS 'Red of green, yellow and red, from 0 to 1; null: all were stopped';

--
-- Name: COLUMN my_stats_daily.duration_avg_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.duration_avg_s IS 'Mean of the seconds from start to end, failed ones included';

--
-- Name: COLUMN my_stats_daily.duration_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.duration_p50_s IS 'Half took no longer';

--
-- Name: COLUMN my_stats_daily.duration_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.duration_p95_s IS '95 % took no longer';

--
-- Name: COLUMN my_stats_daily.duration_max_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.duration_max_s IS 'The longest';

--
-- Name: COLUMN my_stats_daily.success_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.success_p50_s IS 'Half of the green and yellow ones took no longer';

--
-- Name: COLUMN my_stats_daily.success_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.success_p95_s IS '95 % of the green and yellow ones took no longer';

--
-- Name: COLUMN my_stats_daily.queue_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.queue_p95_s IS '95 % waited no longer from launch to start, in seconds';

--
-- Name: COLUMN my_stats_daily.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.items IS 'Items handled';

--
-- Name: COLUMN my_stats_daily.items_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.items_per_s IS 'Items by the seconds of the executions that handled them';

--
-- Name: COLUMN my_stats_daily.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.warnings IS 'Warnings';

--
-- Name: COLUMN my_stats_daily.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_stats_daily.errors IS 'Errors';

--
-- Name: my_step; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_step WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step_id,
    m.no,
    m.name,
    m.status,
    m.colour,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.rate_per_s,
    m.eta_s,
    m.stalled,
    m.last_progress_at,
    m.read,
    m.created,
    m.updated,
    m.unchanged,
    m.skipped,
    m.invalid,
    m.written,
    m.more,
    m.warnings,
    m.errors,
    m.started_at,
    m.ended_at,
    m.duration_s,
    m.elapsed_s,
    m.facts,
    m.phase,
    m.open_tasks,
    m.worker_heard_at,
    m.worker_lost,
    m.owner,
    m.is_own,
    m.job
   FROM tracker._visible_step m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_step OWNER TO chantier_owner;

--
-- Name: VIEW my_step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_step IS 'Steps of own executions; narrow by execution_id';

--
-- Name: COLUMN my_step.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN my_step.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_step.step_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.step_id IS 'Internal number';

--
-- Name: COLUMN my_step.no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.no IS 'Place among the steps, from 1';

--
-- Name: COLUMN my_step.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.name IS 'Name of the step';

--
-- Name: COLUMN my_step.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.status IS 'waiting, running, stopping, paused, completed, failed, stopped';

--
-- Name: COLUMN my_step.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN my_step.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.done IS 'Items handled';

--
-- Name: COLUMN my_step.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.total IS 'Items to handle; null: unknown';

--
-- Name: COLUMN my_step.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.percent IS 'Rounded down, at most 99 before the end; null: unknown';

--
-- Name: COLUMN my_step.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.unit IS 'What done and total count';

--
-- Name: COLUMN my_step.rate_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.rate_per_s IS 'Items a second, in the present window; over all its time when ended';

--
-- Name: COLUMN my_step.eta_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.eta_s IS 'Seconds left; null when it cannot be told';

--
-- Name: COLUMN my_step.stalled; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.stalled IS 'No commit for longer than usual';

--
-- Name: COLUMN my_step.last_progress_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.last_progress_at IS 'Newest commit';

--
-- Name: COLUMN my_step.read; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.read IS 'Records reached or items selected';

--
-- Name: COLUMN my_step.created; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.created IS 'Written new';

--
-- Name: COLUMN my_step.updated; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.updated IS 'Written with a difference';

--
-- Name: COLUMN my_step.unchanged; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.unchanged IS 'Nothing differed';

--
-- Name: COLUMN my_step.skipped; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN my_step.invalid; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.invalid IS 'Refused';

--
-- Name: COLUMN my_step.written; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.written IS 'Put into an output file';

--
-- Name: COLUMN my_step.more; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN my_step.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.warnings IS 'Warnings, exact';

--
-- Name: COLUMN my_step.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.errors IS 'Errors';

--
-- Name: COLUMN my_step.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.started_at IS 'Began';

--
-- Name: COLUMN my_step.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.ended_at IS 'Ended';

--
-- Name: COLUMN my_step.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN my_step.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN my_step.facts; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.facts IS 'What the step found out';

--
-- Name: COLUMN my_step.phase; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.phase IS 'How often it has planned tasks after its first ones';

--
-- Name: COLUMN my_step.open_tasks; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.open_tasks IS 'Tasks not ended';

--
-- Name: COLUMN my_step.worker_heard_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.worker_heard_at IS 'Newest heartbeat of its workers; null: none has a task of it now';

--
-- Name: COLUMN my_step.worker_lost; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.worker_lost IS 'None of its workers was heard from for 15 s';

--
-- Name: COLUMN my_step.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_step.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.is_own IS 'This person launched it';

--
-- Name: COLUMN my_step.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_step.job IS 'Name of the job';

--
-- Name: my_warning; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.my_warning WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step,
    m.step_no,
    m.seq,
    m.reason,
    m.is_note,
    m."row",
    m.line,
    m.identifier,
    m.field,
    m.value,
    m.message,
    m.item,
    m.at,
    m.owner,
    m.is_own
   FROM tracker._visible_warning m
  WHERE (m.owner = ( SELECT tracker.me() AS me));

ALTER TABLE tracker.my_warning OWNER TO chantier_owner;

--
-- Name: VIEW my_warning; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.my_warning IS 'Warnings of own executions; narrow by execution_id';

--
-- Name: COLUMN my_warning.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN my_warning.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.public_id IS 'Id in the URL';

--
-- Name: COLUMN my_warning.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.step IS 'Name of the step';

--
-- Name: COLUMN my_warning.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.step_no IS 'Place of the step';

--
-- Name: COLUMN my_warning.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.seq IS 'Number; orders warnings of one row';

--
-- Name: COLUMN my_warning.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.reason IS 'Stable code';

--
-- Name: COLUMN my_warning.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.is_note IS 'Refuses nothing';

--
-- Name: COLUMN my_warning."row"; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning."row" IS 'Record number';

--
-- Name: COLUMN my_warning.line; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.line IS 'Physical line';

--
-- Name: COLUMN my_warning.identifier; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.identifier IS 'Identifier of the item';

--
-- Name: COLUMN my_warning.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.field IS 'Column or attribute';

--
-- Name: COLUMN my_warning.value; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.value IS 'The value, cut at 200 characters';

--
-- Name: COLUMN my_warning.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.message IS 'The sentence for people';

--
-- Name: COLUMN my_warning.item; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.item IS 'The item itself';

--
-- Name: COLUMN my_warning.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.at IS 'Written';

--
-- Name: COLUMN my_warning.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.owner IS 'Who launched the execution';

--
-- Name: COLUMN my_warning.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.my_warning.is_own IS 'This person launched it';

--
-- Name: notification_id_seq; Type: SEQUENCE; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.notification ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tracker.notification_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: url_access; Type: TABLE; Schema: tracker; Owner: chantier_owner
--

CREATE TABLE tracker.url_access (
    id bigint NOT NULL,
    execution_id bigint NOT NULL,
    opened_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    given_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
    month date NOT NULL,
    owner text NOT NULL,
    person text NOT NULL,
    login text DEFAULT SESSION_USER NOT NULL,
    via text,
    CONSTRAINT url_access_expires_after_opening_check CHECK ((expires_at > opened_at))
);

ALTER TABLE ONLY tracker.url_access FORCE ROW LEVEL SECURITY;

ALTER TABLE tracker.url_access OWNER TO chantier_owner;

--
-- Name: TABLE url_access; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON TABLE tracker.url_access IS 'An administrator has opened another''s execution by its URL: the grant and the record of it in one row. Written by tracker.open alone, never changed but to extend a grant that lives';

--
-- Name: COLUMN url_access.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.id IS 'Number; newest last';

--
-- Name: COLUMN url_access.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.execution_id IS 'job.execution';

--
-- Name: COLUMN url_access.opened_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.opened_at IS 'Opened';

--
-- Name: COLUMN url_access.expires_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.expires_at IS 'Until when the person may read it';

--
-- Name: COLUMN url_access.given_in; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.given_in IS 'Transaction that gave or extended it. It counts in other ones only, so that no rollback takes back the record of what was read';

--
-- Name: COLUMN url_access.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.month IS 'As in job.execution';

--
-- Name: COLUMN url_access.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.owner IS 'As in job.execution';

--
-- Name: COLUMN url_access.person; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.person IS 'Who opened it';

--
-- Name: COLUMN url_access.login; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.login IS 'The role that was logged in: the person, or one who had taken that role';

--
-- Name: COLUMN url_access.via; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.url_access.via IS 'application_name of the session';

--
-- Name: opened_execution; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.opened_execution WITH (security_invoker='true') AS
 SELECT a.opened_at,
    a.expires_at,
    m.execution_id,
    m.public_id,
    m.id,
    m.url,
    m.kind,
    m.job,
    m.profile,
    m.label,
    m.status,
    m.colour,
    m.problems,
    m.warnings,
    m.errors,
    m.created_at,
    m.started_at,
    m.ended_at,
    m.queue_s,
    m.duration_s,
    m.elapsed_s,
    m.step,
    m.steps,
    m.step_name,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.owner,
    m.triggered_by,
    m.stopped_by,
    m.priority,
    m.month,
    m.is_own,
    m.items,
    m.has_details,
    m.queue_position,
    m.day,
    m.preview
   FROM (( SELECT u.execution_id,
            min(u.opened_at) AS opened_at,
            max(u.expires_at) AS expires_at
           FROM tracker.url_access u
          WHERE ((u.person = ( SELECT tracker.me() AS me)) AND (u.expires_at > tracker._now()))
          GROUP BY u.execution_id) a
     JOIN tracker._visible_execution m ON ((m.execution_id = a.execution_id)))
  WHERE (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[]));

ALTER TABLE tracker.opened_execution OWNER TO chantier_owner;

--
-- Name: VIEW opened_execution; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.opened_execution IS 'Others'' executions that this administrator has opened by URL and may still read';

--
-- Name: COLUMN opened_execution.opened_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.opened_at IS 'Opened';

--
-- Name: COLUMN opened_execution.expires_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.expires_at IS 'Until when it may be read';

--
-- Name: COLUMN opened_execution.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.execution_id IS 'Internal number: what chantier_progress carries';

--
-- Name: COLUMN opened_execution.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.public_id IS 'Id in the URL';

--
-- Name: COLUMN opened_execution.id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.id IS 'Id in the URL, as text';

--
-- Name: COLUMN opened_execution.url; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.url IS 'Address of the report';

--
-- Name: COLUMN opened_execution.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN opened_execution.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.job IS 'Name of the job';

--
-- Name: COLUMN opened_execution.profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.profile IS 'Code of the profile';

--
-- Name: COLUMN opened_execution.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.label IS 'What people read';

--
-- Name: COLUMN opened_execution.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.status IS 'queued, starting, running, pausing, paused, stopping, completed, stopped, failed, abandoned, unknown';

--
-- Name: COLUMN opened_execution.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN opened_execution.problems; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.problems IS 'The number beside the colour: errors, else warnings';

--
-- Name: COLUMN opened_execution.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.warnings IS 'Warnings, live';

--
-- Name: COLUMN opened_execution.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.errors IS 'Errors, live';

--
-- Name: COLUMN opened_execution.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.created_at IS 'Launched';

--
-- Name: COLUMN opened_execution.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.started_at IS 'Its first task began';

--
-- Name: COLUMN opened_execution.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.ended_at IS 'Ended';

--
-- Name: COLUMN opened_execution.queue_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.queue_s IS 'Seconds from launch to start';

--
-- Name: COLUMN opened_execution.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN opened_execution.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN opened_execution.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.step IS 'The step at work, from 1';

--
-- Name: COLUMN opened_execution.steps; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.steps IS 'Number of steps';

--
-- Name: COLUMN opened_execution.step_name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.step_name IS 'Name of the step at work';

--
-- Name: COLUMN opened_execution.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.done IS 'Items handled in that step';

--
-- Name: COLUMN opened_execution.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.total IS 'Items of that step; null: unknown';

--
-- Name: COLUMN opened_execution.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.percent IS 'Of that step, rounded down, at most 99 before its end; null: unknown';

--
-- Name: COLUMN opened_execution.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.unit IS 'What that step counts';

--
-- Name: COLUMN opened_execution.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.owner IS 'Who launched it';

--
-- Name: COLUMN opened_execution.triggered_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.triggered_by IS 'Who launched it';

--
-- Name: COLUMN opened_execution.stopped_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.stopped_by IS 'Who asked it to stop';

--
-- Name: COLUMN opened_execution.priority; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN opened_execution.month; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.month IS 'Partition of its rows';

--
-- Name: COLUMN opened_execution.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.is_own IS 'This person launched it';

--
-- Name: COLUMN opened_execution.items; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.items IS 'Items handled: the largest number read or written by one of its steps; null until it ends';

--
-- Name: COLUMN opened_execution.has_details; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.has_details IS 'False: its warnings, errors, log and files were removed with those of its month; its sums stay';

--
-- Name: COLUMN opened_execution.queue_position; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.queue_position IS 'Place in the queue, from 1; null: not queued, or far behind';

--
-- Name: COLUMN opened_execution.day; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.day IS 'Day (UTC) on which it ended; null until then';

--
-- Name: COLUMN opened_execution.preview; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.opened_execution.preview IS 'It only shows what it would do: nothing is written to the catalogue';

--
-- Name: person_group; Type: TABLE; Schema: tracker; Owner: chantier_owner
--

CREATE TABLE tracker.person_group (
    person text NOT NULL,
    user_group text NOT NULL
);

ALTER TABLE ONLY tracker.person_group FORCE ROW LEVEL SECURITY;

ALTER TABLE tracker.person_group OWNER TO chantier_owner;

--
-- Name: TABLE person_group; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON TABLE tracker.person_group IS 'A person is in a group; written by chantier user';

--
-- Name: COLUMN person_group.person; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.person_group.person IS 'The PostgreSQL role';

--
-- Name: COLUMN person_group.user_group; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.person_group.user_group IS 'catalog.user_group';

--
-- Name: profile; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.profile WITH (security_invoker='true') AS
 SELECT p.code,
    p.job,
    j.kind,
    p.label,
    p.parameters,
    p.overlap,
    p.owner,
    ((p.owner = ( SELECT tracker.me() AS me)) OR pg_has_role('chantier_admin'::name, 'usage'::text)) AS may_change,
    p.created_at,
    p.updated_at,
    p.updated_by
   FROM (job.profile p
     LEFT JOIN job.job j ON ((j.name = p.job)));

ALTER TABLE tracker.profile OWNER TO chantier_owner;

--
-- Name: VIEW profile; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.profile IS 'Saved jobs with their parameters';

--
-- Name: COLUMN profile.code; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.code IS 'What it is launched by';

--
-- Name: COLUMN profile.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.job IS 'Name of the job';

--
-- Name: COLUMN profile.kind; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.kind IS 'One of the five kinds; null: no such job is registered any more';

--
-- Name: COLUMN profile.label; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.label IS 'What people read';

--
-- Name: COLUMN profile.parameters; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.parameters IS 'What differs from the job''s defaults';

--
-- Name: COLUMN profile.overlap; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.overlap IS 'A launch while an execution of it has not ended: skip, queue or allow';

--
-- Name: COLUMN profile.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.owner IS 'Who made it';

--
-- Name: COLUMN profile.may_change; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.may_change IS 'Whether the reader may change and delete it';

--
-- Name: COLUMN profile.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.created_at IS 'Made';

--
-- Name: COLUMN profile.updated_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.updated_at IS 'Changed last';

--
-- Name: COLUMN profile.updated_by; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.profile.updated_by IS 'Who changed it last';

--
-- Name: queue_now; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.queue_now WITH (security_barrier='true') AS
 SELECT k.kind,
    p.priority,
    COALESCE(r.ready, (0)::bigint) AS ready,
    COALESCE(h.held, (0)::bigint) AS held,
    COALESCE(l.running, (0)::bigint) AS running,
    date_part('epoch'::text, (tracker._now() - t.created_at)) AS oldest_age_s,
    w.wait_p95_s,
    COALESCE(f.workers, (0)::bigint) AS workers,
    COALESCE(f.slots, (0)::bigint) AS slots,
    COALESCE(f.busy, (0)::bigint) AS busy
   FROM (((((((( SELECT DISTINCT j.kind
           FROM job.job j) k
     CROSS JOIN ( VALUES ((0)::smallint), (1), (2)) p(priority))
     LEFT JOIN ( SELECT j.kind,
            d.priority,
            (sum(d.ready))::bigint AS ready,
            min(d.oldest) AS oldest
           FROM (( SELECT y.job_id,
                    y.priority,
                    count(*) AS ready,
                    min(ARRAY[y.task_id, y.step_id]) AS oldest
                   FROM job.ready y
                  GROUP BY y.job_id, y.priority) d
             JOIN job.job j ON ((j.id = d.job_id)))
          GROUP BY j.kind, d.priority) r ON (((r.kind = k.kind) AND (r.priority = p.priority))))
     LEFT JOIN job.task t ON (((t.step_id = r.oldest[2]) AND (t.id = r.oldest[1]))))
     LEFT JOIN ( SELECT j.kind,
            d.priority,
            count(*) AS held
           FROM (job.held d
             JOIN job.job j ON ((j.id = d.job_id)))
          GROUP BY j.kind, d.priority) h ON (((h.kind = k.kind) AND (h.priority = p.priority))))
     LEFT JOIN ( SELECT j.kind,
            d.priority,
            count(*) AS running
           FROM (job.lease d
             JOIN job.job j ON ((j.id = d.job_id)))
          WHERE (d.worker_id IS NOT NULL)
          GROUP BY j.kind, d.priority) l ON (((l.kind = k.kind) AND (l.priority = p.priority))))
     LEFT JOIN ( SELECT e.kind,
            e.priority,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (date_part('epoch'::text, (e.started_at - e.created_at)))) AS wait_p95_s
           FROM ( SELECT e_1.kind,
                    e_1.priority,
                    e_1.started_at,
                    e_1.created_at
                   FROM job.execution e_1
                  WHERE (e_1.hour >= date_bin('01:00:00'::interval, (tracker._now() - '01:00:00'::interval), '1970-01-01 00:00:00+00'::timestamp with time zone))
                UNION ALL
                 SELECT e_1.kind,
                    e_1.priority,
                    e_1.started_at,
                    e_1.created_at
                   FROM job.execution e_1
                  WHERE ((e_1.id IN ( SELECT d.execution_id
                           FROM job.lease d)) AND (e_1.ended_at IS NULL))) e
          WHERE (e.started_at > (tracker._now() - '01:00:00'::interval))
          GROUP BY e.kind, e.priority) w ON (((w.kind = k.kind) AND (w.priority = p.priority))))
     LEFT JOIN ( SELECT a.kind,
            count(*) AS workers,
            sum(a.slots) AS slots,
            (sum(a.busy))::bigint AS busy
           FROM ( SELECT DISTINCT j.kind,
                    v.id,
                    v.slots,
                    COALESCE(b.busy, (0)::bigint) AS busy
                   FROM ((job.worker v
                     JOIN job.job j ON ((v.jobs ? j.name)))
                     LEFT JOIN ( SELECT d.worker_id,
                            count(*) AS busy
                           FROM job.lease d
                          WHERE (d.worker_id IS NOT NULL)
                          GROUP BY d.worker_id) b ON ((b.worker_id = v.id)))
                  WHERE (v.lease_until > tracker._now())) a
          GROUP BY a.kind) f ON ((f.kind = k.kind)));

ALTER TABLE tracker.queue_now OWNER TO chantier_report;

--
-- Name: VIEW queue_now; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.queue_now IS 'What waits and what is at work, by kind and priority';

--
-- Name: COLUMN queue_now.kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN queue_now.priority; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.priority IS '0 high, 1 normal, 2 low';

--
-- Name: COLUMN queue_now.ready; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.ready IS 'Tasks that wait for a worker';

--
-- Name: COLUMN queue_now.held; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.held IS 'Tasks set aside: paused, or of a job or version that no live worker knows';

--
-- Name: COLUMN queue_now.running; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.running IS 'Tasks at work';

--
-- Name: COLUMN queue_now.oldest_age_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.oldest_age_s IS 'Seconds since the oldest ready task was planned; null: none waits';

--
-- Name: COLUMN queue_now.wait_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.wait_p95_s IS '95 % of the executions that began in the last hour, and ended in it or are at work, had waited no longer; seconds';

--
-- Name: COLUMN queue_now.workers; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.workers IS 'Live workers that know a job of this kind, whatever the priority';

--
-- Name: COLUMN queue_now.slots; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.slots IS 'How many tasks those workers run at once';

--
-- Name: COLUMN queue_now.busy; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.queue_now.busy IS 'Tasks, of any kind, at work with those workers';

--
-- Name: reason; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.reason WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.job,
    m.created_at,
    m.step_no,
    m.step,
    m.is_error,
    m.is_note,
    m.reason,
    m.field,
    m.count,
    m.message,
    m.is_uniform,
    m.rows,
    m.owner,
    m.is_own
   FROM tracker._visible_reason m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.reason OWNER TO chantier_owner;

--
-- Name: VIEW reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.reason IS 'Warnings and errors of own executions and of those opened by URL, summed by step, reason and field';

--
-- Name: COLUMN reason.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.execution_id IS 'my_execution';

--
-- Name: COLUMN reason.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.public_id IS 'Id in the URL';

--
-- Name: COLUMN reason.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.job IS 'Name of the job';

--
-- Name: COLUMN reason.created_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.created_at IS 'When the execution was launched';

--
-- Name: COLUMN reason.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.step_no IS 'Place of the step';

--
-- Name: COLUMN reason.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.step IS 'Name of the step';

--
-- Name: COLUMN reason.is_error; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.is_error IS 'Errors; else warnings or notes';

--
-- Name: COLUMN reason.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.is_note IS 'Refused nothing';

--
-- Name: COLUMN reason.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.reason IS 'Stable code';

--
-- Name: COLUMN reason.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.field IS 'Column or attribute';

--
-- Name: COLUMN reason.count; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.count IS 'How many, those that are not kept included';

--
-- Name: COLUMN reason.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.message IS 'The sentence of one of them';

--
-- Name: COLUMN reason.is_uniform; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.is_uniform IS 'All say the same';

--
-- Name: COLUMN reason.rows; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.rows IS 'The first three record numbers';

--
-- Name: COLUMN reason.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.owner IS 'Who launched the execution';

--
-- Name: COLUMN reason.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.reason.is_own IS 'This person launched it';

--
-- Name: setting; Type: TABLE; Schema: tracker; Owner: chantier_owner
--

CREATE TABLE tracker.setting (
    key text NOT NULL,
    value jsonb NOT NULL
);

ALTER TABLE ONLY tracker.setting FORCE ROW LEVEL SECURITY;

ALTER TABLE tracker.setting OWNER TO chantier_owner;

--
-- Name: TABLE setting; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON TABLE tracker.setting IS 'Settings that all programs share';

--
-- Name: COLUMN setting.key; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.setting.key IS 'Name';

--
-- Name: COLUMN setting.value; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.setting.value IS 'Value';

--
-- Name: stats_hourly; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.stats_hourly WITH (security_barrier='true') AS
 SELECT g.hour,
    g.kind,
    g.job,
    g.runs,
    g.green,
    g.yellow,
    g.red,
    g.stopped,
    g.failure_rate,
    g.duration_avg_s,
    g.durations[1] AS duration_p50_s,
    g.durations[2] AS duration_p95_s,
    g.duration_max_s,
    g.successes[1] AS success_p50_s,
    g.successes[2] AS success_p95_s,
    g.queue_p95_s,
    g.items,
    g.items_per_s,
    g.warnings,
    g.errors
   FROM ( SELECT e.hour,
            e.kind,
            e.job,
            count(*) AS runs,
            count(*) FILTER (WHERE (e.colour = 'green'::text)) AS green,
            count(*) FILTER (WHERE (e.colour = 'yellow'::text)) AS yellow,
            count(*) FILTER (WHERE (e.colour = 'red'::text)) AS red,
            count(*) FILTER (WHERE (e.colour = 'grey'::text)) AS stopped,
            ((count(*) FILTER (WHERE (e.colour = 'red'::text)))::double precision / (NULLIF(count(*) FILTER (WHERE (e.colour <> 'grey'::text)), 0))::double precision) AS failure_rate,
            avg(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_avg_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS durations,
            max(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_max_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour = ANY (ARRAY['green'::text, 'yellow'::text]))) AS successes,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (date_part('epoch'::text, (e.started_at - e.created_at)))) AS queue_p95_s,
            (COALESCE(sum(e.items), (0)::numeric))::bigint AS items,
            ((sum(e.items))::double precision / NULLIF(sum(x.took), (0)::double precision)) AS items_per_s,
            (sum(e.warnings))::bigint AS warnings,
            (sum(e.errors))::bigint AS errors
           FROM (job.execution e
             CROSS JOIN LATERAL ( SELECT date_part('epoch'::text, (e.ended_at - e.started_at)) AS took) x)
          WHERE (e.hour IS NOT NULL)
          GROUP BY e.hour, e.kind, e.job) g;

ALTER TABLE tracker.stats_hourly OWNER TO chantier_report;

--
-- Name: VIEW stats_hourly; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.stats_hourly IS 'Executions of all people that ended, by hour, kind and job';

--
-- Name: COLUMN stats_hourly.hour; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.hour IS 'Beginning of the hour (UTC) in which they ended';

--
-- Name: COLUMN stats_hourly.kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN stats_hourly.job; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.job IS 'Name of the job';

--
-- Name: COLUMN stats_hourly.runs; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.runs IS 'Executions that ended: green, yellow, red and stopped';

--
-- Name: COLUMN stats_hourly.green; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.green IS 'Ended without warning';

--
-- Name: COLUMN stats_hourly.yellow; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.yellow IS 'Ended with warnings';

--
-- Name: COLUMN stats_hourly.red; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.red IS 'Failed';

--
-- Name: COLUMN stats_hourly.stopped; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.stopped IS 'Stopped; no part of the failure rate nor of the durations';

--
-- Name: COLUMN stats_hourly.failure_rate; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.failure_rate IS 'Red of green, yellow and red, from 0 to 1; null: all were stopped';

--
-- Name: COLUMN stats_hourly.duration_avg_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.duration_avg_s IS 'Mean of the seconds from start to end, failed ones included';

--
-- Name: COLUMN stats_hourly.duration_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.duration_p50_s IS 'Half took no longer';

--
-- Name: COLUMN stats_hourly.duration_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.duration_p95_s IS '95 % took no longer';

--
-- Name: COLUMN stats_hourly.duration_max_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.duration_max_s IS 'The longest';

--
-- Name: COLUMN stats_hourly.success_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.success_p50_s IS 'Half of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_hourly.success_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.success_p95_s IS '95 % of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_hourly.queue_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.queue_p95_s IS '95 % waited no longer from launch to start, in seconds';

--
-- Name: COLUMN stats_hourly.items; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.items IS 'Items handled';

--
-- Name: COLUMN stats_hourly.items_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.items_per_s IS 'Items by the seconds of the executions that handled them';

--
-- Name: COLUMN stats_hourly.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.warnings IS 'Warnings';

--
-- Name: COLUMN stats_hourly.errors; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_hourly.errors IS 'Errors';

--
-- Name: stats_job; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.stats_job WITH (security_barrier='true') AS
 SELECT g.job,
    g.kind,
    g.runs,
    g.green,
    g.yellow,
    g.red,
    g.stopped,
    g.failure_rate,
    g.duration_avg_s,
    g.durations[1] AS duration_p50_s,
    g.durations[2] AS duration_p95_s,
    g.duration_max_s,
    g.successes[1] AS success_p50_s,
    g.successes[2] AS success_p95_s,
    g.queue_p95_s,
    g.items,
    g.items_per_s,
    g.warnings,
    g.errors,
    g.last_success_at,
    g.last_failure_at
   FROM ( SELECT e.job,
            e.kind,
            count(*) AS runs,
            count(*) FILTER (WHERE (e.colour = 'green'::text)) AS green,
            count(*) FILTER (WHERE (e.colour = 'yellow'::text)) AS yellow,
            count(*) FILTER (WHERE (e.colour = 'red'::text)) AS red,
            count(*) FILTER (WHERE (e.colour = 'grey'::text)) AS stopped,
            ((count(*) FILTER (WHERE (e.colour = 'red'::text)))::double precision / (NULLIF(count(*) FILTER (WHERE (e.colour <> 'grey'::text)), 0))::double precision) AS failure_rate,
            avg(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_avg_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS durations,
            max(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_max_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour = ANY (ARRAY['green'::text, 'yellow'::text]))) AS successes,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (date_part('epoch'::text, (e.started_at - e.created_at)))) AS queue_p95_s,
            (COALESCE(sum(e.items), (0)::numeric))::bigint AS items,
            ((sum(e.items))::double precision / NULLIF(sum(x.took), (0)::double precision)) AS items_per_s,
            (sum(e.warnings))::bigint AS warnings,
            (sum(e.errors))::bigint AS errors,
            max(e.ended_at) FILTER (WHERE (e.colour = ANY (ARRAY['green'::text, 'yellow'::text]))) AS last_success_at,
            max(e.ended_at) FILTER (WHERE (e.colour = 'red'::text)) AS last_failure_at
           FROM (job.execution e
             CROSS JOIN LATERAL ( SELECT date_part('epoch'::text, (e.ended_at - e.started_at)) AS took) x)
          WHERE (e.hour >= date_bin('01:00:00'::interval, (tracker._now() - '30 days'::interval), '1970-01-01 00:00:00+00'::timestamp with time zone))
          GROUP BY e.job, e.kind) g;

ALTER TABLE tracker.stats_job OWNER TO chantier_report;

--
-- Name: VIEW stats_job; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.stats_job IS 'Executions of all people that ended in the last 30 days, by job';

--
-- Name: COLUMN stats_job.job; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.job IS 'Name of the job';

--
-- Name: COLUMN stats_job.kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN stats_job.runs; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.runs IS 'Executions that ended: green, yellow, red and stopped';

--
-- Name: COLUMN stats_job.green; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.green IS 'Ended without warning';

--
-- Name: COLUMN stats_job.yellow; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.yellow IS 'Ended with warnings';

--
-- Name: COLUMN stats_job.red; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.red IS 'Failed';

--
-- Name: COLUMN stats_job.stopped; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.stopped IS 'Stopped; no part of the failure rate nor of the durations';

--
-- Name: COLUMN stats_job.failure_rate; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.failure_rate IS 'Red of green, yellow and red, from 0 to 1; null: all were stopped';

--
-- Name: COLUMN stats_job.duration_avg_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.duration_avg_s IS 'Mean of the seconds from start to end, failed ones included';

--
-- Name: COLUMN stats_job.duration_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.duration_p50_s IS 'Half took no longer';

--
-- Name: COLUMN stats_job.duration_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.duration_p95_s IS '95 % took no longer';

--
-- Name: COLUMN stats_job.duration_max_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.duration_max_s IS 'The longest';

--
-- Name: COLUMN stats_job.success_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.success_p50_s IS 'Half of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_job.success_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.success_p95_s IS '95 % of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_job.queue_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.queue_p95_s IS '95 % waited no longer from launch to start, in seconds';

--
-- Name: COLUMN stats_job.items; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.items IS 'Items handled';

--
-- Name: COLUMN stats_job.items_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.items_per_s IS 'Items by the seconds of the executions that handled them';

--
-- Name: COLUMN stats_job.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.warnings IS 'Warnings';

--
-- Name: COLUMN stats_job.errors; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.errors IS 'Errors';

--
-- Name: COLUMN stats_job.last_success_at; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.last_success_at IS 'When the last green or yellow one ended; null: none in these 30 days';

--
-- Name: COLUMN stats_job.last_failure_at; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_job.last_failure_at IS 'When the last red one ended; null: none in these 30 days';

--
-- Name: stats_reason; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.stats_reason WITH (security_barrier='true') AS
 SELECT r.day,
    r.job,
    r.kind,
    r.reason,
    r.is_error,
    r.is_note,
    (sum(r.count))::bigint AS count,
    count(DISTINCT r.execution_id) AS executions,
    mode() WITHIN GROUP (ORDER BY r.template) AS template
   FROM job.reason r
  GROUP BY r.day, r.job, r.kind, r.reason, r.is_error, r.is_note;

ALTER TABLE tracker.stats_reason OWNER TO chantier_report;

--
-- Name: VIEW stats_reason; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.stats_reason IS 'Reasons of warnings and errors of all people, by day and job';

--
-- Name: COLUMN stats_reason.day; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.day IS 'Day (UTC) on which the step ended';

--
-- Name: COLUMN stats_reason.job; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.job IS 'Name of the job';

--
-- Name: COLUMN stats_reason.kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN stats_reason.reason; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.reason IS 'Stable code';

--
-- Name: COLUMN stats_reason.is_error; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.is_error IS 'Errors; else warnings or notes';

--
-- Name: COLUMN stats_reason.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.is_note IS 'Refused nothing';

--
-- Name: COLUMN stats_reason.count; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.count IS 'How many';

--
-- Name: COLUMN stats_reason.executions; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.executions IS 'In how many executions';

--
-- Name: COLUMN stats_reason.template; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_reason.template IS 'The most frequent sentence, without what comes from items';

--
-- Name: stats_user_kind; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.stats_user_kind WITH (security_barrier='true') AS
 SELECT g.day,
    g.kind,
    g.person,
    g.runs,
    g.green,
    g.yellow,
    g.red,
    g.stopped,
    g.failure_rate,
    g.duration_avg_s,
    g.durations[1] AS duration_p50_s,
    g.durations[2] AS duration_p95_s,
    g.duration_max_s,
    g.successes[1] AS success_p50_s,
    g.successes[2] AS success_p95_s,
    g.queue_p95_s,
    g.items,
    g.items_per_s,
    g.warnings,
    g.errors,
    g.persons
   FROM ( SELECT e.day,
            e.kind,
                CASE
                    WHEN pg_has_role('chantier_admin'::name, 'usage'::text) THEN e.owner
                    ELSE NULL::text
                END AS person,
            count(*) AS runs,
            count(*) FILTER (WHERE (e.colour = 'green'::text)) AS green,
            count(*) FILTER (WHERE (e.colour = 'yellow'::text)) AS yellow,
            count(*) FILTER (WHERE (e.colour = 'red'::text)) AS red,
            count(*) FILTER (WHERE (e.colour = 'grey'::text)) AS stopped,
            ((count(*) FILTER (WHERE (e.colour = 'red'::text)))::double precision / (NULLIF(count(*) FILTER (WHERE (e.colour <> 'grey'::text)), 0))::double precision) AS failure_rate,
            avg(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_avg_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS durations,
            max(x.took) FILTER (WHERE (e.colour <> 'grey'::text)) AS duration_max_s,
            percentile_cont((ARRAY[0.5, 0.95])::double precision[]) WITHIN GROUP (ORDER BY x.took) FILTER (WHERE (e.colour = ANY (ARRAY['green'::text, 'yellow'::text]))) AS successes,
            percentile_cont((0.95)::double precision) WITHIN GROUP (ORDER BY (date_part('epoch'::text, (e.started_at - e.created_at)))) AS queue_p95_s,
            (COALESCE(sum(e.items), (0)::numeric))::bigint AS items,
            ((sum(e.items))::double precision / NULLIF(sum(x.took), (0)::double precision)) AS items_per_s,
            (sum(e.warnings))::bigint AS warnings,
            (sum(e.errors))::bigint AS errors,
            count(DISTINCT e.owner) AS persons
           FROM (job.execution e
             CROSS JOIN LATERAL ( SELECT date_part('epoch'::text, (e.ended_at - e.started_at)) AS took) x)
          WHERE (e.day IS NOT NULL)
          GROUP BY e.day, e.kind,
                CASE
                    WHEN pg_has_role('chantier_admin'::name, 'usage'::text) THEN e.owner
                    ELSE NULL::text
                END) g;

ALTER TABLE tracker.stats_user_kind OWNER TO chantier_report;

--
-- Name: VIEW stats_user_kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.stats_user_kind IS 'Executions of all people that ended, by day, kind and, for administrators, person';

--
-- Name: COLUMN stats_user_kind.day; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.day IS 'Day (UTC) on which they ended';

--
-- Name: COLUMN stats_user_kind.kind; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.kind IS 'import, export, mass_edit, rule, project';

--
-- Name: COLUMN stats_user_kind.person; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.person IS 'Who launched them; null unless an administrator asks';

--
-- Name: COLUMN stats_user_kind.runs; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.runs IS 'Executions that ended: green, yellow, red and stopped';

--
-- Name: COLUMN stats_user_kind.green; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.green IS 'Ended without warning';

--
-- Name: COLUMN stats_user_kind.yellow; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.yellow IS 'Ended with warnings';

--
-- Name: COLUMN stats_user_kind.red; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.red IS 'Failed';

--
-- Name: COLUMN stats_user_kind.stopped; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.stopped IS 'Stopped; no part of the failure rate nor of the durations';

--
-- Name: COLUMN stats_user_kind.failure_rate; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.failure_rate IS 'Red of green, yellow and red, from 0 to 1; null: all were stopped';

--
-- Name: COLUMN stats_user_kind.duration_avg_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.duration_avg_s IS 'Mean of the seconds from start to end, failed ones included';

--
-- Name: COLUMN stats_user_kind.duration_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.duration_p50_s IS 'Half took no longer';

--
-- Name: COLUMN stats_user_kind.duration_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.duration_p95_s IS '95 % took no longer';

--
-- Name: COLUMN stats_user_kind.duration_max_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.duration_max_s IS 'The longest';

--
-- Name: COLUMN stats_user_kind.success_p50_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.success_p50_s IS 'Half of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_user_kind.success_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.success_p95_s IS '95 % of the green and yellow ones took no longer';

--
-- Name: COLUMN stats_user_kind.queue_p95_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.queue_p95_s IS '95 % waited no longer from launch to start, in seconds';

--
-- Name: COLUMN stats_user_kind.items; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.items IS 'Items handled';

--
-- Name: COLUMN stats_user_kind.items_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.items_per_s IS 'Items by the seconds of the executions that handled them';

--
-- Name: COLUMN stats_user_kind.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.warnings IS 'Warnings';

--
-- Name: COLUMN stats_user_kind.errors; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.errors IS 'Errors';

--
-- Name: COLUMN stats_user_kind.persons; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.stats_user_kind.persons IS 'How many people launched them';

--
-- Name: step; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.step WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step_id,
    m.no,
    m.name,
    m.status,
    m.colour,
    m.done,
    m.total,
    m.percent,
    m.unit,
    m.rate_per_s,
    m.eta_s,
    m.stalled,
    m.last_progress_at,
    m.read,
    m.created,
    m.updated,
    m.unchanged,
    m.skipped,
    m.invalid,
    m.written,
    m.more,
    m.warnings,
    m.errors,
    m.started_at,
    m.ended_at,
    m.duration_s,
    m.elapsed_s,
    m.facts,
    m.phase,
    m.open_tasks,
    m.worker_heard_at,
    m.worker_lost,
    m.owner,
    m.is_own,
    m.job
   FROM tracker._visible_step m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.step OWNER TO chantier_owner;

--
-- Name: VIEW step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.step IS 'Steps of own executions and of those opened by URL; narrow by execution_id';

--
-- Name: COLUMN step.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN step.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.public_id IS 'Id in the URL';

--
-- Name: COLUMN step.step_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.step_id IS 'Internal number';

--
-- Name: COLUMN step.no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.no IS 'Place among the steps, from 1';

--
-- Name: COLUMN step.name; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.name IS 'Name of the step';

--
-- Name: COLUMN step.status; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.status IS 'waiting, running, stopping, paused, completed, failed, stopped';

--
-- Name: COLUMN step.colour; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.colour IS 'green, yellow, red, grey, blue';

--
-- Name: COLUMN step.done; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.done IS 'Items handled';

--
-- Name: COLUMN step.total; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.total IS 'Items to handle; null: unknown';

--
-- Name: COLUMN step.percent; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.percent IS 'Rounded down, at most 99 before the end; null: unknown';

--
-- Name: COLUMN step.unit; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.unit IS 'What done and total count';

--
-- Name: COLUMN step.rate_per_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.rate_per_s IS 'Items a second, in the present window; over all its time when ended';

--
-- Name: COLUMN step.eta_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.eta_s IS 'Seconds left; null when it cannot be told';

--
-- Name: COLUMN step.stalled; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.stalled IS 'No commit for longer than usual';

--
-- Name: COLUMN step.last_progress_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.last_progress_at IS 'Newest commit';

--
-- Name: COLUMN step.read; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.read IS 'Records reached or items selected';

--
-- Name: COLUMN step.created; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.created IS 'Written new';

--
-- Name: COLUMN step.updated; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.updated IS 'Written with a difference';

--
-- Name: COLUMN step.unchanged; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.unchanged IS 'Nothing differed';

--
-- Name: COLUMN step.skipped; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.skipped IS 'Passed over although not faulty';

--
-- Name: COLUMN step.invalid; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.invalid IS 'Refused';

--
-- Name: COLUMN step.written; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.written IS 'Put into an output file';

--
-- Name: COLUMN step.more; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.more IS 'Counters beyond the standard ones';

--
-- Name: COLUMN step.warnings; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.warnings IS 'Warnings, exact';

--
-- Name: COLUMN step.errors; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.errors IS 'Errors';

--
-- Name: COLUMN step.started_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.started_at IS 'Began';

--
-- Name: COLUMN step.ended_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.ended_at IS 'Ended';

--
-- Name: COLUMN step.duration_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.duration_s IS 'Seconds from start to end; null until then';

--
-- Name: COLUMN step.elapsed_s; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.elapsed_s IS 'Seconds since the start, while it runs';

--
-- Name: COLUMN step.facts; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.facts IS 'What the step found out';

--
-- Name: COLUMN step.phase; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.phase IS 'How often it has planned tasks after its first ones';

--
-- Name: COLUMN step.open_tasks; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.open_tasks IS 'Tasks not ended';

--
-- Name: COLUMN step.worker_heard_at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.worker_heard_at IS 'Newest heartbeat of its workers; null: none has a task of it now';

--
-- Name: COLUMN step.worker_lost; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.worker_lost IS 'None of its workers was heard from for 15 s';

--
-- Name: COLUMN step.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.owner IS 'Who launched the execution';

--
-- Name: COLUMN step.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.is_own IS 'This person launched it';

--
-- Name: COLUMN step.job; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.step.job IS 'Name of the job';

--
-- Name: url_access_id_seq; Type: SEQUENCE; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.url_access ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME tracker.url_access_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);

--
-- Name: warning; Type: VIEW; Schema: tracker; Owner: chantier_owner
--

CREATE VIEW tracker.warning WITH (security_invoker='true') AS
 SELECT m.execution_id,
    m.public_id,
    m.step,
    m.step_no,
    m.seq,
    m.reason,
    m.is_note,
    m."row",
    m.line,
    m.identifier,
    m.field,
    m.value,
    m.message,
    m.item,
    m.at,
    m.owner,
    m.is_own
   FROM tracker._visible_warning m
  WHERE ((m.owner = ( SELECT tracker.me() AS me)) OR (m.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])));

ALTER TABLE tracker.warning OWNER TO chantier_owner;

--
-- Name: VIEW warning; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON VIEW tracker.warning IS 'Warnings of own executions and of those opened by URL; narrow by execution_id';

--
-- Name: COLUMN warning.execution_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.execution_id IS 'Internal number of the execution';

--
-- Name: COLUMN warning.public_id; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.public_id IS 'Id in the URL';

--
-- Name: COLUMN warning.step; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.step IS 'Name of the step';

--
-- Name: COLUMN warning.step_no; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.step_no IS 'Place of the step';

--
-- Name: COLUMN warning.seq; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.seq IS 'Number; orders warnings of one row';

--
-- Name: COLUMN warning.reason; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.reason IS 'Stable code';

--
-- Name: COLUMN warning.is_note; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.is_note IS 'Refuses nothing';

--
-- Name: COLUMN warning."row"; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning."row" IS 'Record number';

--
-- Name: COLUMN warning.line; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.line IS 'Physical line';

--
-- Name: COLUMN warning.identifier; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.identifier IS 'Identifier of the item';

--
-- Name: COLUMN warning.field; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.field IS 'Column or attribute';

--
-- Name: COLUMN warning.value; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.value IS 'The value, cut at 200 characters';

--
-- Name: COLUMN warning.message; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.message IS 'The sentence for people';

--
-- Name: COLUMN warning.item; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.item IS 'The item itself';

--
-- Name: COLUMN warning.at; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.at IS 'Written';

--
-- Name: COLUMN warning.owner; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.owner IS 'Who launched the execution';

--
-- Name: COLUMN warning.is_own; Type: COMMENT; Schema: tracker; Owner: chantier_owner
--

COMMENT ON COLUMN tracker.warning.is_own IS 'This person launched it';

--
-- Name: worker_now; Type: VIEW; Schema: tracker; Owner: chantier_report
--

CREATE VIEW tracker.worker_now WITH (security_barrier='true') AS
 SELECT w.id AS worker_id,
    w.name,
    w.host,
    w.pid,
    w.version,
    (w.lease_until > tracker._now()) AS is_live,
    date_part('epoch'::text, (tracker._now() - w.heartbeat_at)) AS heartbeat_age_s,
    date_part('epoch'::text, (tracker._now() - w.started_at)) AS uptime_s,
    w.slots,
    ( SELECT count(*) AS count
           FROM job.lease l
          WHERE (l.worker_id = w.id)) AS running,
    w.is_idle
   FROM job.worker w;

ALTER TABLE tracker.worker_now OWNER TO chantier_report;

--
-- Name: VIEW worker_now; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON VIEW tracker.worker_now IS 'The workers, and those that went within a day';

--
-- Name: COLUMN worker_now.worker_id; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.worker_id IS 'Number of the worker';

--
-- Name: COLUMN worker_now.name; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.name IS 'Name for people';

--
-- Name: COLUMN worker_now.host; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.host IS 'Host it runs on';

--
-- Name: COLUMN worker_now.pid; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.pid IS 'Process id on that host';

--
-- Name: COLUMN worker_now.version; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.version IS 'Version of the program';

--
-- Name: COLUMN worker_now.is_live; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.is_live IS 'Its leases are valid';

--
-- Name: COLUMN worker_now.heartbeat_age_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.heartbeat_age_s IS 'Seconds since its last heartbeat';

--
-- Name: COLUMN worker_now.uptime_s; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.uptime_s IS 'Seconds since it registered';

--
-- Name: COLUMN worker_now.slots; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.slots IS 'How many tasks it runs at once';

--
-- Name: COLUMN worker_now.running; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.running IS 'Tasks at work with it';

--
-- Name: COLUMN worker_now.is_idle; Type: COMMENT; Schema: tracker; Owner: chantier_report
--

COMMENT ON COLUMN tracker.worker_now.is_idle IS 'Its last claim found nothing';

--
-- Name: history_default; Type: TABLE ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.history ATTACH PARTITION catalog.history_default DEFAULT;

--
-- Name: superseded_record_default; Type: TABLE ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.superseded_record ATTACH PARTITION catalog.superseded_record_default DEFAULT;

--
-- Name: error_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.error ATTACH PARTITION job.error_default DEFAULT;

--
-- Name: event_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.event ATTACH PARTITION job.event_default DEFAULT;

--
-- Name: invalid_item_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.invalid_item ATTACH PARTITION job.invalid_item_default DEFAULT;

--
-- Name: outcome_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.outcome ATTACH PARTITION job.outcome_default DEFAULT;

--
-- Name: piece_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.piece ATTACH PARTITION job.piece_default DEFAULT;

--
-- Name: unkept_warning_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.unkept_warning ATTACH PARTITION job.unkept_warning_default DEFAULT;

--
-- Name: warning_default; Type: TABLE ATTACH; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.warning ATTACH PARTITION job.warning_default DEFAULT;

--
-- Name: archive_file archive_file_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.archive_file
    ADD CONSTRAINT archive_file_pkey PRIMARY KEY (execution_id, path);

--
-- Name: association association_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.association
    ADD CONSTRAINT association_key UNIQUE NULLS NOT DISTINCT (owner_kind, owner_id, type, target_kind, target_id, target_group);

--
-- Name: association_type association_type_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.association_type
    ADD CONSTRAINT association_type_code_key_key UNIQUE (code_key);

--
-- Name: association_type association_type_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.association_type
    ADD CONSTRAINT association_type_pkey PRIMARY KEY (code);

--
-- Name: attribute attribute_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute
    ADD CONSTRAINT attribute_code_key_key UNIQUE (code_key);

--
-- Name: attribute_group attribute_group_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute_group
    ADD CONSTRAINT attribute_group_code_key_key UNIQUE (code_key);

--
-- Name: attribute_group attribute_group_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute_group
    ADD CONSTRAINT attribute_group_pkey PRIMARY KEY (code);

--
-- Name: attribute_option attribute_option_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute_option
    ADD CONSTRAINT attribute_option_pkey PRIMARY KEY (attribute, code_key);

--
-- Name: attribute attribute_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute
    ADD CONSTRAINT attribute_pkey PRIMARY KEY (code);

--
-- Name: category category_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_code_key_key UNIQUE (code_key);

--
-- Name: category category_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_pkey PRIMARY KEY (code);

--
-- Name: channel channel_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.channel
    ADD CONSTRAINT channel_code_key_key UNIQUE (code_key);

--
-- Name: channel channel_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.channel
    ADD CONSTRAINT channel_pkey PRIMARY KEY (code);

--
-- Name: currency currency_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.currency
    ADD CONSTRAINT currency_code_key_key UNIQUE (code_key);

--
-- Name: currency currency_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.currency
    ADD CONSTRAINT currency_pkey PRIMARY KEY (code);

--
-- Name: deferred_record deferred_record_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.deferred_record
    ADD CONSTRAINT deferred_record_pkey PRIMARY KEY (execution_id, "row");

--
-- Name: export_copy export_copy_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_copy
    ADD CONSTRAINT export_copy_pkey PRIMARY KEY (execution_id, item_kind, item_id);

--
-- Name: export_entry export_entry_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_entry
    ADD CONSTRAINT export_entry_pkey PRIMARY KEY (execution_id, step, part, ordinal);

--
-- Name: export_entry export_entry_place_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_entry
    ADD CONSTRAINT export_entry_place_key UNIQUE (execution_id, place);

--
-- Name: export_file export_file_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_file
    ADD CONSTRAINT export_file_pkey PRIMARY KEY (execution_id, ordinal);

--
-- Name: export_page export_page_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_page
    ADD CONSTRAINT export_page_pkey PRIMARY KEY (execution_id, item_kind, first);

--
-- Name: export_plan export_plan_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.export_plan
    ADD CONSTRAINT export_plan_pkey PRIMARY KEY (execution_id, item_kind);

--
-- Name: family family_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family
    ADD CONSTRAINT family_code_key_key UNIQUE (code_key);

--
-- Name: family family_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family
    ADD CONSTRAINT family_pkey PRIMARY KEY (code);

--
-- Name: family_variant family_variant_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family_variant
    ADD CONSTRAINT family_variant_code_key_key UNIQUE (code_key);

--
-- Name: family_variant family_variant_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family_variant
    ADD CONSTRAINT family_variant_pkey PRIMARY KEY (code);

--
-- Name: group group_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog."group"
    ADD CONSTRAINT group_code_key_key UNIQUE (code_key);

--
-- Name: group group_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog."group"
    ADD CONSTRAINT group_pkey PRIMARY KEY (code);

--
-- Name: group_type group_type_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.group_type
    ADD CONSTRAINT group_type_code_key_key UNIQUE (code_key);

--
-- Name: group_type group_type_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.group_type
    ADD CONSTRAINT group_type_pkey PRIMARY KEY (code);

--
-- Name: locale locale_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.locale
    ADD CONSTRAINT locale_code_key_key UNIQUE (code_key);

--
-- Name: locale locale_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.locale
    ADD CONSTRAINT locale_pkey PRIMARY KEY (code);

--
-- Name: media_piece media_piece_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.media_piece
    ADD CONSTRAINT media_piece_pkey PRIMARY KEY (hash, ordinal);

--
-- Name: media media_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.media
    ADD CONSTRAINT media_pkey PRIMARY KEY (hash);

--
-- Name: past_execution past_execution_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.past_execution
    ADD CONSTRAINT past_execution_pkey PRIMARY KEY (execution_id);

--
-- Name: person person_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.person
    ADD CONSTRAINT person_pkey PRIMARY KEY (username);

--
-- Name: person person_username_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.person
    ADD CONSTRAINT person_username_key_key UNIQUE (username_key);

--
-- Name: product product_identifier_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_identifier_key_key UNIQUE (identifier_key);

--
-- Name: product_model product_model_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product_model
    ADD CONSTRAINT product_model_code_key_key UNIQUE (code_key);

--
-- Name: product_model product_model_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product_model
    ADD CONSTRAINT product_model_pkey PRIMARY KEY (id);

--
-- Name: product product_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_pkey PRIMARY KEY (id);

--
-- Name: product product_uuid_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_uuid_key UNIQUE (uuid);

--
-- Name: reference_data reference_data_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.reference_data
    ADD CONSTRAINT reference_data_pkey PRIMARY KEY (list_key, code_key);

--
-- Name: removed_attribute removed_attribute_code_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.removed_attribute
    ADD CONSTRAINT removed_attribute_code_key_key UNIQUE (code_key);

--
-- Name: removed_attribute removed_attribute_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.removed_attribute
    ADD CONSTRAINT removed_attribute_pkey PRIMARY KEY (code);

--
-- Name: selection_page selection_page_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.selection_page
    ADD CONSTRAINT selection_page_pkey PRIMARY KEY (execution_id, item_kind, first);

--
-- Name: structure_version structure_version_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.structure_version
    ADD CONSTRAINT structure_version_pkey PRIMARY KEY (only_row);

--
-- Name: superseded_record superseded_record_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.superseded_record
    ADD CONSTRAINT superseded_record_pkey PRIMARY KEY (execution_id, "row", month);

--
-- Name: superseded_record_default superseded_record_default_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.superseded_record_default
    ADD CONSTRAINT superseded_record_default_pkey PRIMARY KEY (execution_id, "row", month);

--
-- Name: undo_page undo_page_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.undo_page
    ADD CONSTRAINT undo_page_pkey PRIMARY KEY (execution_id, stage, first);

--
-- Name: undo_plan undo_plan_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.undo_plan
    ADD CONSTRAINT undo_plan_pkey PRIMARY KEY (execution_id);

--
-- Name: unique_value unique_value_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.unique_value
    ADD CONSTRAINT unique_value_pkey PRIMARY KEY (attribute, value_key);

--
-- Name: unique_value unique_value_product_id_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.unique_value
    ADD CONSTRAINT unique_value_product_id_key UNIQUE (product_id, attribute);

--
-- Name: user_group user_group_name_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.user_group
    ADD CONSTRAINT user_group_name_key_key UNIQUE (name_key);

--
-- Name: user_group user_group_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.user_group
    ADD CONSTRAINT user_group_pkey PRIMARY KEY (name);

--
-- Name: user_role user_role_pkey; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.user_role
    ADD CONSTRAINT user_role_pkey PRIMARY KEY (role);

--
-- Name: user_role user_role_role_key_key; Type: CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.user_role
    ADD CONSTRAINT user_role_role_key_key UNIQUE (role_key);

--
-- Name: artifact artifact_execution_id_kind_name_key; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.artifact
    ADD CONSTRAINT artifact_execution_id_kind_name_key UNIQUE (execution_id, kind, name);

--
-- Name: artifact artifact_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.artifact
    ADD CONSTRAINT artifact_pkey PRIMARY KEY (id);

--
-- Name: execution_detail execution_detail_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.execution_detail
    ADD CONSTRAINT execution_detail_pkey PRIMARY KEY (execution_id);

--
-- Name: execution execution_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.execution
    ADD CONSTRAINT execution_pkey PRIMARY KEY (id);

--
-- Name: execution execution_public_id_key; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.execution
    ADD CONSTRAINT execution_public_id_key UNIQUE (public_id);

--
-- Name: function_file function_file_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.function_file
    ADD CONSTRAINT function_file_pkey PRIMARY KEY (name);

--
-- Name: held held_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.held
    ADD CONSTRAINT held_pkey PRIMARY KEY (task_id);

--
-- Name: invalid_item invalid_item_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.invalid_item
    ADD CONSTRAINT invalid_item_pkey PRIMARY KEY (execution_id, "row", month);

--
-- Name: invalid_item_default invalid_item_default_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.invalid_item_default
    ADD CONSTRAINT invalid_item_default_pkey PRIMARY KEY (execution_id, "row", month);

--
-- Name: job job_name_key; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.job
    ADD CONSTRAINT job_name_key UNIQUE (name);

--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);

--
-- Name: lease lease_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.lease
    ADD CONSTRAINT lease_pkey PRIMARY KEY (task_id);

--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (number);

--
-- Name: owner owner_name_key; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.owner
    ADD CONSTRAINT owner_name_key UNIQUE (name);

--
-- Name: owner owner_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.owner
    ADD CONSTRAINT owner_pkey PRIMARY KEY (id);

--
-- Name: piece piece_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.piece
    ADD CONSTRAINT piece_pkey PRIMARY KEY (artifact_id, part, ordinal, month);

--
-- Name: piece_default piece_default_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.piece_default
    ADD CONSTRAINT piece_default_pkey PRIMARY KEY (artifact_id, part, ordinal, month);

--
-- Name: profile profile_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.profile
    ADD CONSTRAINT profile_pkey PRIMARY KEY (id);

--
-- Name: progress_notice progress_notice_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.progress_notice
    ADD CONSTRAINT progress_notice_pkey PRIMARY KEY (execution_id);

--
-- Name: ready ready_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.ready
    ADD CONSTRAINT ready_pkey PRIMARY KEY (priority, tag, task_id);

--
-- Name: reason reason_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.reason
    ADD CONSTRAINT reason_pkey PRIMARY KEY (id);

--
-- Name: request request_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.request
    ADD CONSTRAINT request_pkey PRIMARY KEY (execution_id);

--
-- Name: retention retention_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.retention
    ADD CONSTRAINT retention_pkey PRIMARY KEY (key);

--
-- Name: step step_execution_id_ordinal_key; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.step
    ADD CONSTRAINT step_execution_id_ordinal_key UNIQUE (execution_id, ordinal);

--
-- Name: step step_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.step
    ADD CONSTRAINT step_pkey PRIMARY KEY (id);

--
-- Name: task task_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.task
    ADD CONSTRAINT task_pkey PRIMARY KEY (step_id, id);

--
-- Name: worker worker_pkey; Type: CONSTRAINT; Schema: job; Owner: chantier_owner
--

ALTER TABLE ONLY job.worker
    ADD CONSTRAINT worker_pkey PRIMARY KEY (id);

--
-- Name: notification notification_pkey; Type: CONSTRAINT; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE ONLY tracker.notification
    ADD CONSTRAINT notification_pkey PRIMARY KEY (id);

--
-- Name: person_group person_group_pkey; Type: CONSTRAINT; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE ONLY tracker.person_group
    ADD CONSTRAINT person_group_pkey PRIMARY KEY (person, user_group);

--
-- Name: setting setting_pkey; Type: CONSTRAINT; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE ONLY tracker.setting
    ADD CONSTRAINT setting_pkey PRIMARY KEY (key);

--
-- Name: url_access url_access_pkey; Type: CONSTRAINT; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE ONLY tracker.url_access
    ADD CONSTRAINT url_access_pkey PRIMARY KEY (id);

--
-- Name: archive_file_hash_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX archive_file_hash_idx ON catalog.archive_file USING btree (hash);

--
-- Name: association_target_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX association_target_idx ON catalog.association USING btree (target_id, target_kind) WHERE (target_id IS NOT NULL);

--
-- Name: attribute_group_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX attribute_group_idx ON catalog.attribute USING btree ("group");

--
-- Name: category_parent_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX category_parent_idx ON catalog.category USING btree (parent);

--
-- Name: export_copy_link_item_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX export_copy_link_item_idx ON catalog.export_copy_link USING btree (execution_id, item_kind, item_id);

--
-- Name: family_variant_family_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX family_variant_family_idx ON catalog.family_variant USING btree (family);

--
-- Name: history_created_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_created_idx ON ONLY catalog.history USING gist (created) WHERE (created IS NOT NULL);

--
-- Name: history_default_created_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_default_created_idx ON catalog.history_default USING gist (created) WHERE (created IS NOT NULL);

--
-- Name: history_execution_id_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_execution_id_idx ON ONLY catalog.history USING btree (execution_id);

--
-- Name: history_default_execution_id_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_default_execution_id_idx ON catalog.history_default USING btree (execution_id);

--
-- Name: history_item_id_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_item_id_idx ON ONLY catalog.history USING btree (item_id) WHERE (item_id IS NOT NULL);

--
-- Name: history_default_item_id_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_default_item_id_idx ON catalog.history_default USING btree (item_id) WHERE (item_id IS NOT NULL);

--
-- Name: history_deleted_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_deleted_idx ON ONLY catalog.history USING btree (lower(COALESCE((before #>> '{item,identifier}'::text[]), (before #>> '{item,code}'::text[]), (before #>> '{item,uuid}'::text[])))) WHERE (before ? 'item'::text);

--
-- Name: history_default_lower_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX history_default_lower_idx ON catalog.history_default USING btree (lower(COALESCE((before #>> '{item,identifier}'::text[]), (before #>> '{item,code}'::text[]), (before #>> '{item,uuid}'::text[])))) WHERE (before ? 'item'::text);

--
-- Name: media_seen_at_idx; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE INDEX media_seen_at_idx ON catalog.media USING btree (seen_at);

--
-- Name: media_sweep_key; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE UNIQUE INDEX media_sweep_key ON catalog.media_sweep USING btree ((true));

--
-- Name: product_axis_key; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE UNIQUE INDEX product_axis_key ON catalog.product USING btree (parent_id, axis_key) WHERE (parent_id IS NOT NULL);

--
-- Name: INDEX product_axis_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON INDEX catalog.product_axis_key IS 'No two variants of a product model have the same values for all axes.';

--
-- Name: product_model_axis_key; Type: INDEX; Schema: catalog; Owner: chantier_owner
--

CREATE UNIQUE INDEX product_model_axis_key ON catalog.product_model USING btree (parent_id, axis_key) WHERE (parent_id IS NOT NULL);

--
-- Name: INDEX product_model_axis_key; Type: COMMENT; Schema: catalog; Owner: chantier_owner
--

COMMENT ON INDEX catalog.product_model_axis_key IS 'No two sub-models of a root have the same values for all axes.';

--
-- Name: error_execution_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX error_execution_id_idx ON ONLY job.error USING btree (execution_id);

--
-- Name: error_default_execution_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX error_default_execution_id_idx ON job.error_default USING btree (execution_id);

--
-- Name: event_execution_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX event_execution_id_idx ON ONLY job.event USING btree (execution_id);

--
-- Name: event_default_execution_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX event_default_execution_id_idx ON job.event_default USING btree (execution_id);

--
-- Name: execution_day_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_day_idx ON job.execution USING btree (day) WHERE (day IS NOT NULL);

--
-- Name: execution_hour_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_hour_idx ON job.execution USING btree (hour) WHERE (hour IS NOT NULL);

--
-- Name: execution_owner_colour_created_at_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_owner_colour_created_at_idx ON job.execution USING btree (owner, colour, created_at DESC, id DESC) WHERE (colour = ANY (ARRAY['red'::text, 'yellow'::text, 'grey'::text]));

--
-- Name: execution_owner_created_at_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_owner_created_at_idx ON job.execution USING btree (owner, created_at DESC, id DESC) INCLUDE (colour, started_at, ended_at);

--
-- Name: INDEX execution_owner_created_at_idx; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON INDEX job.execution_owner_created_at_idx IS 'The lists of a person, newest first, and the sums of their last days.';

--
-- Name: execution_owner_day_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_owner_day_idx ON job.execution USING btree (owner, day) WHERE (day IS NOT NULL);

--
-- Name: execution_owner_job_ended_at_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_owner_job_ended_at_idx ON job.execution USING btree (owner, job, ended_at DESC, id DESC) WHERE (colour = ANY (ARRAY['green'::text, 'yellow'::text]));

--
-- Name: execution_owner_status_created_at_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_owner_status_created_at_idx ON job.execution USING btree (owner, status, created_at DESC, id DESC);

--
-- Name: execution_profile_completed_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_profile_completed_idx ON job.execution USING btree (profile, started_at) WHERE ((profile IS NOT NULL) AND (status = 'completed'::text));

--
-- Name: INDEX execution_profile_completed_idx; Type: COMMENT; Schema: job; Owner: chantier_owner
--

COMMENT ON INDEX job.execution_profile_completed_idx IS 'When the last completed execution of a profile began: filters with SINCE LAST JOB.';

--
-- Name: execution_profile_open_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_profile_open_idx ON job.execution USING btree (profile, id) WHERE ((profile IS NOT NULL) AND (ended_at IS NULL));

--
-- Name: execution_profile_waits_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX execution_profile_waits_idx ON job.execution USING btree (profile) WHERE ((NOT has_turn) AND (ended_at IS NULL));

--
-- Name: held_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX held_step_id_idx ON job.held USING btree (step_id);

--
-- Name: held_task_id_no_worker_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX held_task_id_no_worker_idx ON job.held USING btree (task_id) WHERE (reason <> ALL (ARRAY['paused'::text, 'profile'::text]));

--
-- Name: outcome_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX outcome_step_id_idx ON ONLY job.outcome USING btree (step_id) WHERE (done IS NOT NULL);

--
-- Name: outcome_default_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX outcome_default_step_id_idx ON job.outcome_default USING btree (step_id) WHERE (done IS NOT NULL);

--
-- Name: outcome_step_id_not_completed_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX outcome_step_id_not_completed_idx ON ONLY job.outcome USING btree (step_id) WHERE (state <> 'completed'::text);

--
-- Name: outcome_default_step_id_idx1; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX outcome_default_step_id_idx1 ON job.outcome_default USING btree (step_id) WHERE (state <> 'completed'::text);

--
-- Name: profile_code_key; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE UNIQUE INDEX profile_code_key ON job.profile USING btree (lower(code));

--
-- Name: reason_day_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX reason_day_idx ON job.reason USING btree (day);

--
-- Name: reason_execution_id_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX reason_execution_id_step_id_idx ON job.reason USING btree (execution_id, step_id);

--
-- Name: unkept_warning_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX unkept_warning_step_id_idx ON ONLY job.unkept_warning USING btree (step_id);

--
-- Name: unkept_warning_default_step_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX unkept_warning_default_step_id_idx ON job.unkept_warning_default USING btree (step_id);

--
-- Name: warning_execution_id_step_id_row_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX warning_execution_id_step_id_row_idx ON ONLY job.warning USING btree (execution_id, step_id, "row", id);

--
-- Name: warning_default_execution_id_step_id_row_id_idx; Type: INDEX; Schema: job; Owner: chantier_owner
--

CREATE INDEX warning_default_execution_id_step_id_row_id_idx ON job.warning_default USING btree (execution_id, step_id, "row", id);

--
-- Name: notification_person_is_read_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX notification_person_is_read_idx ON tracker.notification USING btree (person, ((read_at IS NOT NULL)), id DESC);

--
-- Name: notification_unread_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX notification_unread_idx ON tracker.notification USING btree (person, id DESC) WHERE (read_at IS NULL);

--
-- Name: person_group_user_group_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX person_group_user_group_idx ON tracker.person_group USING btree (user_group);

--
-- Name: url_access_execution_id_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX url_access_execution_id_idx ON tracker.url_access USING btree (execution_id);

--
-- Name: url_access_owner_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX url_access_owner_idx ON tracker.url_access USING btree (owner);

--
-- Name: url_access_person_idx; Type: INDEX; Schema: tracker; Owner: chantier_owner
--

CREATE INDEX url_access_person_idx ON tracker.url_access USING btree (person, execution_id, expires_at);

--
-- Name: history_default_created_idx; Type: INDEX ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER INDEX catalog.history_created_idx ATTACH PARTITION catalog.history_default_created_idx;

--
-- Name: history_default_execution_id_idx; Type: INDEX ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER INDEX catalog.history_execution_id_idx ATTACH PARTITION catalog.history_default_execution_id_idx;

--
-- Name: history_default_item_id_idx; Type: INDEX ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER INDEX catalog.history_item_id_idx ATTACH PARTITION catalog.history_default_item_id_idx;

--
-- Name: history_default_lower_idx; Type: INDEX ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER INDEX catalog.history_deleted_idx ATTACH PARTITION catalog.history_default_lower_idx;

--
-- Name: superseded_record_default_pkey; Type: INDEX ATTACH; Schema: catalog; Owner: chantier_owner
--

ALTER INDEX catalog.superseded_record_pkey ATTACH PARTITION catalog.superseded_record_default_pkey;

--
-- Name: error_default_execution_id_idx; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.error_execution_id_idx ATTACH PARTITION job.error_default_execution_id_idx;

--
-- Name: event_default_execution_id_idx; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.event_execution_id_idx ATTACH PARTITION job.event_default_execution_id_idx;

--
-- Name: invalid_item_default_pkey; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.invalid_item_pkey ATTACH PARTITION job.invalid_item_default_pkey;

--
-- Name: outcome_default_step_id_idx; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.outcome_step_id_idx ATTACH PARTITION job.outcome_default_step_id_idx;

--
-- Name: outcome_default_step_id_idx1; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.outcome_step_id_not_completed_idx ATTACH PARTITION job.outcome_default_step_id_idx1;

--
-- Name: piece_default_pkey; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.piece_pkey ATTACH PARTITION job.piece_default_pkey;

--
-- Name: unkept_warning_default_step_id_idx; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.unkept_warning_step_id_idx ATTACH PARTITION job.unkept_warning_default_step_id_idx;

--
-- Name: warning_default_execution_id_step_id_row_id_idx; Type: INDEX ATTACH; Schema: job; Owner: chantier_owner
--

ALTER INDEX job.warning_execution_id_step_id_row_idx ATTACH PARTITION job.warning_default_execution_id_step_id_row_id_idx;

--
-- Name: attribute block_removed_attribute; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER block_removed_attribute AFTER DELETE ON catalog.attribute REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION catalog.block_removed_attribute();

--
-- Name: association_type move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.association_type FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: attribute move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.attribute FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: attribute_group move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.attribute_group FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: attribute_option move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.attribute_option FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: category move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.category FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: channel move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.channel FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: currency move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.currency FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: family move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.family FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: family_variant move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.family_variant FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: group move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog."group" FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: group_type move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.group_type FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: locale move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.locale FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: reference_data move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.reference_data FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: removed_attribute move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.removed_attribute FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: user_group move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.user_group FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: user_role move_structure_version; Type: TRIGGER; Schema: catalog; Owner: chantier_owner
--

CREATE TRIGGER move_structure_version AFTER INSERT OR DELETE OR UPDATE OR TRUNCATE ON catalog.user_role FOR EACH STATEMENT EXECUTE FUNCTION catalog.move_structure_version();

--
-- Name: association association_type_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.association
    ADD CONSTRAINT association_type_fkey FOREIGN KEY (type) REFERENCES catalog.association_type(code);

--
-- Name: attribute attribute_group_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute
    ADD CONSTRAINT attribute_group_fkey FOREIGN KEY ("group") REFERENCES catalog.attribute_group(code);

--
-- Name: attribute_option attribute_option_attribute_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.attribute_option
    ADD CONSTRAINT attribute_option_attribute_fkey FOREIGN KEY (attribute) REFERENCES catalog.attribute(code);

--
-- Name: category category_parent_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.category
    ADD CONSTRAINT category_parent_fkey FOREIGN KEY (parent) REFERENCES catalog.category(code);

--
-- Name: channel channel_tree_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.channel
    ADD CONSTRAINT channel_tree_fkey FOREIGN KEY (tree) REFERENCES catalog.category(code);

--
-- Name: family family_attribute_as_image_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family
    ADD CONSTRAINT family_attribute_as_image_fkey FOREIGN KEY (attribute_as_image) REFERENCES catalog.attribute(code);

--
-- Name: family family_attribute_as_label_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family
    ADD CONSTRAINT family_attribute_as_label_fkey FOREIGN KEY (attribute_as_label) REFERENCES catalog.attribute(code);

--
-- Name: family_variant family_variant_family_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.family_variant
    ADD CONSTRAINT family_variant_family_fkey FOREIGN KEY (family) REFERENCES catalog.family(code);

--
-- Name: group group_type_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog."group"
    ADD CONSTRAINT group_type_fkey FOREIGN KEY (type) REFERENCES catalog.group_type(code);

--
-- Name: product_model product_model_family_variant_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product_model
    ADD CONSTRAINT product_model_family_variant_fkey FOREIGN KEY (family_variant) REFERENCES catalog.family_variant(code);

--
-- Name: product_model product_model_parent_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product_model
    ADD CONSTRAINT product_model_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.product_model(id);

--
-- Name: product product_parent_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE ONLY catalog.product
    ADD CONSTRAINT product_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES catalog.product_model(id);

--
-- Name: archive_file; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.archive_file ENABLE ROW LEVEL SECURITY;

--
-- Name: history by_url; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY by_url ON catalog.history FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: deferred_record; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.deferred_record ENABLE ROW LEVEL SECURITY;

--
-- Name: archive_file definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.archive_file TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: deferred_record definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.deferred_record TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_copy definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_copy TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_copy_link definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_copy_link TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_entry definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_entry TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_file definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_file TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_page definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_page TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_plan definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.export_plan TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: history definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.history TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: past_execution definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.past_execution TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: selection_page definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.selection_page TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: undo_page definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.undo_page TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: undo_plan definer; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY definer ON catalog.undo_plan TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: export_copy; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_copy ENABLE ROW LEVEL SECURITY;

--
-- Name: export_copy_link; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_copy_link ENABLE ROW LEVEL SECURITY;

--
-- Name: export_entry; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_entry ENABLE ROW LEVEL SECURITY;

--
-- Name: export_file; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_file ENABLE ROW LEVEL SECURITY;

--
-- Name: export_page; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_page ENABLE ROW LEVEL SECURITY;

--
-- Name: export_plan; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.export_plan ENABLE ROW LEVEL SECURITY;

--
-- Name: history; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.history ENABLE ROW LEVEL SECURITY;

--
-- Name: history_default; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.history_default ENABLE ROW LEVEL SECURITY;

--
-- Name: history own; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY own ON catalog.history FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: past_execution; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.past_execution ENABLE ROW LEVEL SECURITY;

--
-- Name: person; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.person ENABLE ROW LEVEL SECURITY;

--
-- Name: selection_page; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.selection_page ENABLE ROW LEVEL SECURITY;

--
-- Name: superseded_record; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.superseded_record ENABLE ROW LEVEL SECURITY;

--
-- Name: superseded_record_default; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.superseded_record_default ENABLE ROW LEVEL SECURITY;

--
-- Name: undo_page; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.undo_page ENABLE ROW LEVEL SECURITY;

--
-- Name: undo_plan; Type: ROW SECURITY; Schema: catalog; Owner: chantier_owner
--

ALTER TABLE catalog.undo_plan ENABLE ROW LEVEL SECURITY;

--
-- Name: archive_file worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.archive_file TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: deferred_record worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.deferred_record TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_copy worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_copy TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_copy_link worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_copy_link TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_entry worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_entry TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_file worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_file TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_page worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_page TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: export_plan worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.export_plan TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: history worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.history TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: past_execution worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.past_execution TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: person worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.person TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: selection_page worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.selection_page TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: superseded_record worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.superseded_record TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: undo_page worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.undo_page TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: undo_plan worker; Type: POLICY; Schema: catalog; Owner: chantier_owner
--

CREATE POLICY worker ON catalog.undo_plan TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: artifact; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.artifact ENABLE ROW LEVEL SECURITY;

--
-- Name: artifact by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.artifact FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: error by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.error FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: event by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.event FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: execution by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.execution FOR SELECT TO chantier_admin USING (COALESCE((id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: execution_detail by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.execution_detail FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: held by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.held FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: invalid_item by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.invalid_item FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: lease by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.lease FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: outcome by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.outcome FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: piece by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.piece FOR SELECT TO chantier_admin USING (COALESCE((artifact_id = ANY (ARRAY( SELECT f.id
   FROM job.artifact f
  WHERE (f.execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[]))))), false));

--
-- Name: reason by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.reason FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: request by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.request FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: step by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.step FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: task by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.task FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: unkept_warning by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.unkept_warning FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: warning by_url; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY by_url ON job.warning FOR SELECT TO chantier_admin USING (COALESCE((execution_id = ANY (( SELECT tracker._opened() AS _opened)::bigint[])), false));

--
-- Name: artifact definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.artifact TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: error definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.error TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: event definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.event TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: execution definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.execution TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: execution_detail definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.execution_detail TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: function_file definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.function_file TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: held definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.held TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: invalid_item definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.invalid_item TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: job definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.job TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: lease definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.lease TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: migration definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.migration TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: outcome definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.outcome TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: owner definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.owner TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: piece definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.piece TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: profile definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.profile TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: progress_notice definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.progress_notice TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: ready definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.ready TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: reason definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.reason TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: request definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.request TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: retention definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.retention TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: step definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.step TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: task definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.task TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: unkept_warning definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.unkept_warning TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: warning definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.warning TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: worker definer; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY definer ON job.worker TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: error; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.error ENABLE ROW LEVEL SECURITY;

--
-- Name: error_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.error_default ENABLE ROW LEVEL SECURITY;

--
-- Name: event; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.event ENABLE ROW LEVEL SECURITY;

--
-- Name: event_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.event_default ENABLE ROW LEVEL SECURITY;

--
-- Name: function_file everybody; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY everybody ON job.function_file FOR SELECT TO chantier_user USING (true);

--
-- Name: job everybody; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY everybody ON job.job FOR SELECT TO chantier_user USING (true);

--
-- Name: migration everybody; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY everybody ON job.migration FOR SELECT TO chantier_user USING (true);

--
-- Name: profile everybody; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY everybody ON job.profile FOR SELECT TO chantier_user USING (true);

--
-- Name: retention everybody; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY everybody ON job.retention FOR SELECT TO chantier_user USING (true);

--
-- Name: execution; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.execution ENABLE ROW LEVEL SECURITY;

--
-- Name: execution_detail; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.execution_detail ENABLE ROW LEVEL SECURITY;

--
-- Name: function_file; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.function_file ENABLE ROW LEVEL SECURITY;

--
-- Name: held; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.held ENABLE ROW LEVEL SECURITY;

--
-- Name: invalid_item; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.invalid_item ENABLE ROW LEVEL SECURITY;

--
-- Name: invalid_item_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.invalid_item_default ENABLE ROW LEVEL SECURITY;

--
-- Name: job; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.job ENABLE ROW LEVEL SECURITY;

--
-- Name: lease; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.lease ENABLE ROW LEVEL SECURITY;

--
-- Name: function_file maintain; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY maintain ON job.function_file TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: job maintain; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY maintain ON job.job TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: migration maintain; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY maintain ON job.migration TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: owner maintain; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY maintain ON job.owner TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: retention maintain; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY maintain ON job.retention TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: migration; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.migration ENABLE ROW LEVEL SECURITY;

--
-- Name: outcome; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.outcome ENABLE ROW LEVEL SECURITY;

--
-- Name: outcome_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.outcome_default ENABLE ROW LEVEL SECURITY;

--
-- Name: artifact own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.artifact FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: error own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.error FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: event own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.event FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: execution own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.execution FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: execution_detail own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.execution_detail FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: held own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.held FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: invalid_item own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.invalid_item FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: lease own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.lease FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: outcome own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.outcome FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: piece own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.piece FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: reason own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.reason FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: request own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.request FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: step own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.step FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: task own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.task FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: unkept_warning own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.unkept_warning FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: warning own; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY own ON job.warning FOR SELECT TO chantier_user USING ((owner = ( SELECT tracker.me() AS me)));

--
-- Name: owner; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.owner ENABLE ROW LEVEL SECURITY;

--
-- Name: piece; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.piece ENABLE ROW LEVEL SECURITY;

--
-- Name: piece_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.piece_default ENABLE ROW LEVEL SECURITY;

--
-- Name: profile; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.profile ENABLE ROW LEVEL SECURITY;

--
-- Name: progress_notice; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.progress_notice ENABLE ROW LEVEL SECURITY;

--
-- Name: ready; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.ready ENABLE ROW LEVEL SECURITY;

--
-- Name: reason; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.reason ENABLE ROW LEVEL SECURITY;

--
-- Name: error report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.error FOR SELECT TO chantier_report USING (true);

--
-- Name: execution report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.execution FOR SELECT TO chantier_report USING (true);

--
-- Name: held report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.held FOR SELECT TO chantier_report USING (true);

--
-- Name: job report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.job FOR SELECT TO chantier_report USING (true);

--
-- Name: lease report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.lease FOR SELECT TO chantier_report USING (true);

--
-- Name: outcome report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.outcome FOR SELECT TO chantier_report USING (true);

--
-- Name: owner report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.owner FOR SELECT TO chantier_report USING (true);

--
-- Name: ready report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.ready FOR SELECT TO chantier_report USING (true);

--
-- Name: reason report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.reason FOR SELECT TO chantier_report USING (true);

--
-- Name: step report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.step FOR SELECT TO chantier_report USING (true);

--
-- Name: task report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.task FOR SELECT TO chantier_report USING (true);

--
-- Name: warning report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.warning FOR SELECT TO chantier_report USING (true);

--
-- Name: worker report; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY report ON job.worker FOR SELECT TO chantier_report USING (true);

--
-- Name: request; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.request ENABLE ROW LEVEL SECURITY;

--
-- Name: retention; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.retention ENABLE ROW LEVEL SECURITY;

--
-- Name: step; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.step ENABLE ROW LEVEL SECURITY;

--
-- Name: task; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.task ENABLE ROW LEVEL SECURITY;

--
-- Name: unkept_warning; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.unkept_warning ENABLE ROW LEVEL SECURITY;

--
-- Name: unkept_warning_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.unkept_warning_default ENABLE ROW LEVEL SECURITY;

--
-- Name: warning; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.warning ENABLE ROW LEVEL SECURITY;

--
-- Name: warning_default; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.warning_default ENABLE ROW LEVEL SECURITY;

--
-- Name: artifact worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.artifact TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: error worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.error TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: event worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.event TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: execution worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.execution TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: execution_detail worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.execution_detail TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: function_file worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.function_file TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: held worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.held TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: invalid_item worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.invalid_item TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: job worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.job TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: lease worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.lease TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: migration worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.migration TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: outcome worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.outcome TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: owner worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.owner TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: piece worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.piece TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: profile worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.profile TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: progress_notice worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.progress_notice TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: ready worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.ready TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: reason worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.reason TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: request worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.request TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: retention worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.retention TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: step worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.step TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: task worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.task TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: unkept_warning worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.unkept_warning TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: warning worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.warning TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: worker; Type: ROW SECURITY; Schema: job; Owner: chantier_owner
--

ALTER TABLE job.worker ENABLE ROW LEVEL SECURITY;

--
-- Name: worker worker; Type: POLICY; Schema: job; Owner: chantier_owner
--

CREATE POLICY worker ON job.worker TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: notification definer; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY definer ON tracker.notification TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: person_group definer; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY definer ON tracker.person_group TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: setting definer; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY definer ON tracker.setting TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: url_access definer; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY definer ON tracker.url_access TO chantier_definer USING (true) WITH CHECK (true);

--
-- Name: setting everybody; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY everybody ON tracker.setting FOR SELECT TO chantier_user USING (true);

--
-- Name: person_group maintain; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY maintain ON tracker.person_group TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: setting maintain; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY maintain ON tracker.setting TO chantier_owner USING (true) WITH CHECK (true);

--
-- Name: notification mark_read; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY mark_read ON tracker.notification FOR UPDATE TO chantier_user USING ((person = ( SELECT tracker.me() AS me))) WITH CHECK ((person = ( SELECT tracker.me() AS me)));

--
-- Name: notification; Type: ROW SECURITY; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.notification ENABLE ROW LEVEL SECURITY;

--
-- Name: notification own; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY own ON tracker.notification FOR SELECT TO chantier_user USING ((person = ( SELECT tracker.me() AS me)));

--
-- Name: person_group own; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY own ON tracker.person_group FOR SELECT TO chantier_user USING ((person = ( SELECT tracker.me() AS me)));

--
-- Name: url_access own; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY own ON tracker.url_access FOR SELECT TO chantier_user USING (((person = ( SELECT tracker.me() AS me)) OR (owner = ( SELECT tracker.me() AS me))));

--
-- Name: person_group; Type: ROW SECURITY; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.person_group ENABLE ROW LEVEL SECURITY;

--
-- Name: setting; Type: ROW SECURITY; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.setting ENABLE ROW LEVEL SECURITY;

--
-- Name: url_access; Type: ROW SECURITY; Schema: tracker; Owner: chantier_owner
--

ALTER TABLE tracker.url_access ENABLE ROW LEVEL SECURITY;

--
-- Name: notification worker; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY worker ON tracker.notification TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: person_group worker; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY worker ON tracker.person_group FOR SELECT TO chantier_worker USING (true);

--
-- Name: setting worker; Type: POLICY; Schema: tracker; Owner: chantier_owner
--

CREATE POLICY worker ON tracker.setting TO chantier_worker USING (true) WITH CHECK (true);

--
-- Name: SCHEMA catalog; Type: ACL; Schema: -; Owner: chantier_owner
--

GRANT USAGE ON SCHEMA catalog TO chantier_user;
GRANT USAGE ON SCHEMA catalog TO chantier_worker;
GRANT USAGE ON SCHEMA catalog TO chantier_report;
GRANT USAGE ON SCHEMA catalog TO chantier_definer;

--
-- Name: SCHEMA job; Type: ACL; Schema: -; Owner: chantier_owner
--

GRANT USAGE ON SCHEMA job TO chantier_user;
GRANT USAGE ON SCHEMA job TO chantier_worker;
GRANT ALL ON SCHEMA job TO chantier_definer;
GRANT USAGE ON SCHEMA job TO chantier_report;
GRANT USAGE ON SCHEMA job TO chantier_analyst;

--
-- Name: SCHEMA tracker; Type: ACL; Schema: -; Owner: chantier_owner
--

GRANT USAGE ON SCHEMA tracker TO chantier_user;
GRANT USAGE ON SCHEMA tracker TO chantier_worker;
GRANT ALL ON SCHEMA tracker TO chantier_definer;
GRANT USAGE ON SCHEMA tracker TO chantier_analyst;
GRANT ALL ON SCHEMA tracker TO chantier_report;

--
-- Name: FUNCTION _amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._amount_faults(p_operator text, p_value jsonb, p_kind text, p_attribute text) TO chantier_worker;

--
-- Name: FUNCTION _changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._changes_since(p_id bigint, p_keys text[], p_target bigint, p_execution bigint, p_months date[], p_place bigint) TO chantier_worker;

--
-- Name: FUNCTION _completeness_faults(p_condition jsonb, p_scope text, p_locales text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._completeness_faults(p_condition jsonb, p_scope text, p_locales text[]) TO chantier_worker;

--
-- Name: FUNCTION _condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._condition_faults(p_condition jsonb, p_position integer, p_scope text, p_locales text[]) TO chantier_worker;

--
-- Name: FUNCTION _filter_operators(p_kind text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._filter_operators(p_kind text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._filter_operators(p_kind text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._filter_operators(p_kind text) TO chantier_worker;

--
-- Name: FUNCTION _image_keys(p_image jsonb); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._image_keys(p_image jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._image_keys(p_image jsonb) TO chantier_worker;

--
-- Name: FUNCTION _is_day(p_text text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._is_day(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._is_day(p_text text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._is_day(p_text text) TO chantier_worker;

--
-- Name: FUNCTION _link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._link_sets(p_kind text[], p_id bigint[], p_type text[], p_target_kind text[]) TO chantier_worker;

--
-- Name: FUNCTION _links(p_kind text, p_id bigint); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._links(p_kind text, p_id bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._links(p_kind text, p_id bigint) TO chantier_worker;
GRANT ALL ON FUNCTION catalog._links(p_kind text, p_id bigint) TO chantier_definer;

--
-- Name: FUNCTION _list_faults(p_condition jsonb, p_kind text, p_attribute text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._list_faults(p_condition jsonb, p_kind text, p_attribute text) TO chantier_worker;

--
-- Name: FUNCTION _locale_faults(p_locale jsonb, p_channel text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._locale_faults(p_locale jsonb, p_channel text) TO chantier_worker;

--
-- Name: FUNCTION _measurement_units(); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._measurement_units() FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._measurement_units() TO chantier_definer;
GRANT ALL ON FUNCTION catalog._measurement_units() TO chantier_worker;

--
-- Name: FUNCTION _merged_image(p_images jsonb[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._merged_image(p_images jsonb[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._merged_image(p_images jsonb[]) TO chantier_worker;

--
-- Name: FUNCTION _move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._move_values_below(p_execution bigint, p_variant text, p_roots boolean, p_attributes text[], p_to_products boolean) TO chantier_worker;

--
-- Name: FUNCTION _number_faults(p_value jsonb, p_noun text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._number_faults(p_value jsonb, p_noun text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._number_faults(p_value jsonb, p_noun text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._number_faults(p_value jsonb, p_noun text) TO chantier_worker;

--
-- Name: FUNCTION _place_faults(p_condition jsonb, p_attribute text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._place_faults(p_condition jsonb, p_attribute text) TO chantier_worker;

--
-- Name: FUNCTION _quoted(p_text text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._quoted(p_text text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._quoted(p_text text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._quoted(p_text text) TO chantier_worker;

--
-- Name: FUNCTION _scope_faults(p_scope jsonb); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._scope_faults(p_scope jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._scope_faults(p_scope jsonb) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._scope_faults(p_scope jsonb) TO chantier_worker;

--
-- Name: FUNCTION _value_faults(p_condition jsonb, p_kind text, p_attribute text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) TO chantier_definer;
GRANT ALL ON FUNCTION catalog._value_faults(p_condition jsonb, p_kind text, p_attribute text) TO chantier_worker;

--
-- Name: FUNCTION add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.add_history(p_execution bigint, p_owner text, p_month date, p_item_kind text, p_created text, p_item bigint[], p_before jsonb[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION block_removed_attribute(); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.block_removed_attribute() FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.block_removed_attribute() TO chantier_worker;

--
-- Name: FUNCTION clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.clean_values(p_kind text, p_codes text[], p_from bigint, p_limit integer, p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION completeness(p_channel text, p_locale text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.completeness(p_channel text, p_locale text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.completeness(p_channel text, p_locale text) TO chantier_user;
GRANT ALL ON FUNCTION catalog.completeness(p_channel text, p_locale text) TO chantier_worker;

--
-- Name: FUNCTION delete_attribute_groups(p_codes text[], p_replacement text); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.delete_attribute_groups(p_codes text[], p_replacement text) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.delete_attribute_groups(p_codes text[], p_replacement text) TO chantier_worker;

--
-- Name: FUNCTION delete_attributes(p_codes text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.delete_attributes(p_codes text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.delete_attributes(p_codes text[]) TO chantier_worker;

--
-- Name: FUNCTION delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.delete_items(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.delete_selection(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_level integer, p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION filter_faults(p_filter jsonb, p_scope text, p_locales text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text, p_locales text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text, p_locales text[]) TO chantier_definer;
GRANT ALL ON FUNCTION catalog.filter_faults(p_filter jsonb, p_scope text, p_locales text[]) TO chantier_worker;

--
-- Name: FUNCTION find_associations(p_kind text, p_id bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_associations(p_kind text, p_id bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_associations(p_kind text, p_id bigint[]) TO chantier_worker;

--
-- Name: FUNCTION find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_axis_combinations(p_kind text, p_parent_id bigint[], p_axis_key text[]) TO chantier_worker;

--
-- Name: FUNCTION find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_items(p_uuid uuid[], p_identifier_key text[], p_code_key text[]) TO chantier_worker;

--
-- Name: FUNCTION find_media(p_execution_id bigint, p_path text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_media(p_execution_id bigint, p_path text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_media(p_execution_id bigint, p_path text[]) TO chantier_worker;

--
-- Name: FUNCTION find_product_models(p_code_key text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_product_models(p_code_key text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_product_models(p_code_key text[]) TO chantier_worker;

--
-- Name: FUNCTION find_product_models_by_id(p_id bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_product_models_by_id(p_id bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_product_models_by_id(p_id bigint[]) TO chantier_worker;

--
-- Name: FUNCTION find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_products(p_uuid uuid[], p_identifier_key text[], p_mark uuid[]) TO chantier_worker;

--
-- Name: FUNCTION find_products_by_id(p_id bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_products_by_id(p_id bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_products_by_id(p_id bigint[]) TO chantier_worker;

--
-- Name: FUNCTION find_unique_values(p_attribute text[], p_key text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.find_unique_values(p_attribute text[], p_key text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.find_unique_values(p_attribute text[], p_key text[]) TO chantier_worker;

--
-- Name: FUNCTION forget_export(p_executions bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.forget_export(p_executions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.forget_export(p_executions bigint[]) TO chantier_worker;

--
-- Name: FUNCTION forget_selection(p_executions bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.forget_selection(p_executions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.forget_selection(p_executions bigint[]) TO chantier_worker;

--
-- Name: FUNCTION forget_undo(p_executions bigint[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.forget_undo(p_executions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.forget_undo(p_executions bigint[]) TO chantier_worker;

--
-- Name: FUNCTION insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.insert_product_models(p_id bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_values jsonb[], p_axis_key text[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION last_starts(p_execution bigint, p_profiles text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.last_starts(p_execution bigint, p_profiles text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.last_starts(p_execution bigint, p_profiles text[]) TO chantier_worker;

--
-- Name: FUNCTION lock_items(p_kind text, p_ids bigint[], p_whole boolean); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.lock_items(p_kind text, p_ids bigint[], p_whole boolean) TO chantier_worker;

--
-- Name: FUNCTION move_structure_version(); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.move_structure_version() FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.move_structure_version() TO chantier_worker;

--
-- Name: FUNCTION move_values_down(p_execution bigint, p_variants jsonb); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.move_values_down(p_execution bigint, p_variants jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.move_values_down(p_execution bigint, p_variants jsonb) TO chantier_worker;

--
-- Name: FUNCTION next_since(p_execution bigint); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.next_since(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.next_since(p_execution bigint) TO chantier_worker;

--
-- Name: FUNCTION plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.plan_undo(p_execution bigint, p_owner text, p_month date, p_target uuid) TO chantier_worker;

--
-- Name: FUNCTION replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.replace_associations(p_removed_kind text[], p_removed_id bigint[], p_removed_type text[], p_removed_target_kind text[], p_removed_target_id bigint[], p_removed_group text[], p_kind text[], p_id bigint[], p_type text[], p_target_kind text[], p_target_id bigint[], p_group text[], p_quantity integer[], p_execution bigint, p_owner text, p_month date, p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.replace_unique_values(p_product bigint[], p_attribute text[], p_key text[]) TO chantier_worker;

--
-- Name: FUNCTION reserve_ids(p_count bigint); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.reserve_ids(p_count bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.reserve_ids(p_count bigint) TO chantier_worker;

--
-- Name: FUNCTION undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.undo_changes(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_is_last boolean, p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.undo_creations(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.undo_links(p_execution bigint, p_owner text, p_month date, p_kind text, p_ids bigint[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.update_product_models(p_id bigint[], p_seen bigint[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.update_products(p_id bigint[], p_seen bigint[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_mark uuid[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.write_product_models_each(p_id bigint[], p_seen bigint[], p_code text[], p_code_key text[], p_family text[], p_family_variant text[], p_parent text[], p_parent_id bigint[], p_categories text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone); Type: ACL; Schema: catalog; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION catalog.write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION catalog.write_products_each(p_id bigint[], p_seen bigint[], p_uuid uuid[], p_identifier text[], p_identifier_key text[], p_family text[], p_parent text[], p_parent_id bigint[], p_enabled boolean[], p_categories text[], p_groups text[], p_set jsonb[], p_cleared text[], p_axis_key text[], p_unique_item integer[], p_unique_attribute text[], p_unique_key text[], p_at timestamp with time zone) TO chantier_worker;

--
-- Name: FUNCTION _add_counters(p_one jsonb, p_other jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._add_counters(p_one jsonb, p_other jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job._add_counters(p_one jsonb, p_other jsonb) TO chantier_user;
GRANT ALL ON FUNCTION job._add_counters(p_one jsonb, p_other jsonb) TO chantier_worker;
GRANT ALL ON FUNCTION job._add_counters(p_one jsonb, p_other jsonb) TO chantier_definer;

--
-- Name: FUNCTION _advance_clock(p_priority smallint, p_tag bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._advance_clock(p_priority smallint, p_tag bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._advance_clock(p_priority smallint, p_tag bigint) TO chantier_worker;

--
-- Name: FUNCTION _bound_transaction(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._bound_transaction() FROM PUBLIC;
GRANT ALL ON FUNCTION job._bound_transaction() TO chantier_definer;

--
-- Name: FUNCTION _changed_fields(p_before jsonb, p_after jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._changed_fields(p_before jsonb, p_after jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job._changed_fields(p_before jsonb, p_after jsonb) TO chantier_worker;

--
-- Name: FUNCTION _clock(p_priority smallint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._clock(p_priority smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._clock(p_priority smallint) TO chantier_worker;
GRANT ALL ON FUNCTION job._clock(p_priority smallint) TO chantier_definer;

--
-- Name: TABLE lease; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.lease TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.lease TO chantier_definer;
GRANT SELECT ON TABLE job.lease TO chantier_user;

--
-- Name: COLUMN lease.task_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(task_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.claimed_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(claimed_at) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.committed_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(committed_at) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.done; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(done) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.worker_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(worker_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.owner_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.job_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(job_id) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.priority; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(priority) ON TABLE job.lease TO chantier_report;

--
-- Name: COLUMN lease.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.lease TO chantier_report;

--
-- Name: FUNCTION _count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) FROM PUBLIC;
GRANT ALL ON FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) TO chantier_worker;
GRANT ALL ON FUNCTION job._count_off(p_step bigint, p_ended integer, p_state text, p_sum job.lease) TO chantier_definer;

--
-- Name: FUNCTION _counted_warnings(p_execution bigint, p_month date, p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) TO chantier_user;
GRANT ALL ON FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._counted_warnings(p_execution bigint, p_month date, p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _drop_partitions(p_key text, p_before date); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._drop_partitions(p_key text, p_before date) FROM PUBLIC;
GRANT ALL ON FUNCTION job._drop_partitions(p_key text, p_before date) TO chantier_worker;

--
-- Name: FUNCTION _drop_previews(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._drop_previews() FROM PUBLIC;
GRANT ALL ON FUNCTION job._drop_previews() TO chantier_worker;

--
-- Name: FUNCTION _drop_unused_media(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._drop_unused_media() FROM PUBLIC;
GRANT ALL ON FUNCTION job._drop_unused_media() TO chantier_worker;

--
-- Name: FUNCTION _end_blockers(); Type: ACL; Schema: job; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION job._end_blockers() FROM PUBLIC;
GRANT ALL ON FUNCTION job._end_blockers() TO chantier_worker;

--
-- Name: FUNCTION _end_execution(p_execution bigint, p_status text, p_began timestamp with time zone); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) FROM PUBLIC;
GRANT ALL ON FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) TO chantier_worker;
GRANT ALL ON FUNCTION job._end_execution(p_execution bigint, p_status text, p_began timestamp with time zone) TO chantier_definer;

--
-- Name: FUNCTION _end_waiting(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._end_waiting(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._end_waiting(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._end_waiting(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _first_tag(p_owner_id integer, p_priority smallint, p_count bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._first_tag(p_owner_id integer, p_priority smallint, p_count bigint) TO chantier_definer;

--
-- Name: FUNCTION _forget_openings(p_executions bigint[]); Type: ACL; Schema: job; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION job._forget_openings(p_executions bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job._forget_openings(p_executions bigint[]) TO chantier_worker;

--
-- Name: FUNCTION _give_turn(p_profile text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._give_turn(p_profile text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._give_turn(p_profile text) TO chantier_worker;
GRANT ALL ON FUNCTION job._give_turn(p_profile text) TO chantier_definer;

--
-- Name: FUNCTION _give_turns(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._give_turns() FROM PUBLIC;
GRANT ALL ON FUNCTION job._give_turns() TO chantier_worker;

--
-- Name: FUNCTION _hand_on(p_lease job.lease, p_worker text, p_cause text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) TO chantier_worker;
GRANT ALL ON FUNCTION job._hand_on(p_lease job.lease, p_worker text, p_cause text) TO chantier_definer;

--
-- Name: FUNCTION _hand_on_lost(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._hand_on_lost(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._hand_on_lost(p_execution bigint) TO chantier_definer;

--
-- Name: FUNCTION _hint(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._hint() FROM PUBLIC;
GRANT ALL ON FUNCTION job._hint() TO chantier_worker;
GRANT ALL ON FUNCTION job._hint() TO chantier_definer;

--
-- Name: FUNCTION _in_schema(p_text text, p_schema text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._in_schema(p_text text, p_schema text) FROM PUBLIC;

--
-- Name: FUNCTION _is_paused(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._is_paused(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._is_paused(p_execution bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._is_paused(p_execution bigint) TO chantier_definer;

--
-- Name: TABLE step; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.step TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.step TO chantier_definer;
GRANT SELECT ON TABLE job.step TO chantier_user;

--
-- Name: COLUMN step.id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(id) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.started_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(started_at) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.ended_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(ended_at) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.counted_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(counted_at) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.total; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(total) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.done; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(done) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.read; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(read) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.created; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(created) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.updated; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(updated) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.unchanged; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(unchanged) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.skipped; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(skipped) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.invalid; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(invalid) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.written; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(written) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.warnings; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(warnings) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.errors; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(errors) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.open; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(open) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.ordinal; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(ordinal) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.status; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(status) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.name; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(name) ON TABLE job.step TO chantier_report;

--
-- Name: COLUMN step.unit; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(unit) ON TABLE job.step TO chantier_report;

--
-- Name: FUNCTION _keep_errors(p_step job.step); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._keep_errors(p_step job.step) FROM PUBLIC;
GRANT ALL ON FUNCTION job._keep_errors(p_step job.step) TO chantier_definer;

--
-- Name: FUNCTION _keep_months(p_setting text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._keep_months(p_setting text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._keep_months(p_setting text) TO chantier_worker;

--
-- Name: FUNCTION _kept_warnings(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._kept_warnings() FROM PUBLIC;
GRANT ALL ON FUNCTION job._kept_warnings() TO chantier_worker;
GRANT ALL ON FUNCTION job._kept_warnings() TO chantier_definer;

--
-- Name: FUNCTION _lock_open_step(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._lock_open_step(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._lock_open_step(p_execution bigint) TO chantier_definer;

--
-- Name: FUNCTION _lock_turn(p_profile text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._lock_turn(p_profile text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._lock_turn(p_profile text) TO chantier_worker;
GRANT ALL ON FUNCTION job._lock_turn(p_profile text) TO chantier_definer;

--
-- Name: FUNCTION _locked_workers(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._locked_workers() FROM PUBLIC;
GRANT ALL ON FUNCTION job._locked_workers() TO chantier_worker;

--
-- Name: TABLE execution; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.execution TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.execution TO chantier_definer;
GRANT SELECT ON TABLE job.execution TO chantier_user;

--
-- Name: COLUMN execution.id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(id) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.created_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(created_at) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.started_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(started_at) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.ended_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(ended_at) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.warnings; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(warnings) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.errors; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(errors) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.owner_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner_id) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.job_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(job_id) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.priority; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(priority) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.step; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.steps; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(steps) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.status; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(status) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.kind; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(kind) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.job; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(job) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.colour; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(colour) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.problems; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(problems) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.items; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(items) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.hour; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(hour) ON TABLE job.execution TO chantier_report;

--
-- Name: COLUMN execution.day; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(day) ON TABLE job.execution TO chantier_report;

--
-- Name: FUNCTION _log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb) TO chantier_worker;
GRANT ALL ON FUNCTION job._log(p_execution job.execution, p_level text, p_event text, p_message text, p_detail jsonb) TO chantier_definer;

--
-- Name: FUNCTION _make_partitions(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._make_partitions() FROM PUBLIC;
GRANT ALL ON FUNCTION job._make_partitions() TO chantier_worker;

--
-- Name: FUNCTION _make_preview(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._make_preview(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._make_preview(p_execution bigint) TO chantier_worker;

--
-- Name: FUNCTION _make_preview_functions(p_schema text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._make_preview_functions(p_schema text) FROM PUBLIC;

--
-- Name: FUNCTION _notify_end(p_execution job.execution, p_others jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) TO chantier_worker;
GRANT ALL ON FUNCTION job._notify_end(p_execution job.execution, p_others jsonb) TO chantier_definer;

--
-- Name: FUNCTION _pass_unplanned(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._pass_unplanned(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._pass_unplanned(p_step bigint) TO chantier_worker;

--
-- Name: FUNCTION _pause_waiting(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._pause_waiting(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._pause_waiting(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._pause_waiting(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) TO chantier_worker;
GRANT ALL ON FUNCTION job._put_event(p_lease job.lease, p_level text, p_event text, p_message text, p_detail jsonb) TO chantier_definer;

--
-- Name: FUNCTION _put_outcome(p_lease job.lease, p_state text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._put_outcome(p_lease job.lease, p_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._put_outcome(p_lease job.lease, p_state text) TO chantier_worker;
GRANT ALL ON FUNCTION job._put_outcome(p_lease job.lease, p_state text) TO chantier_definer;

--
-- Name: FUNCTION _put_reasons(p_step job.step, p_execution job.execution); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) FROM PUBLIC;
GRANT ALL ON FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) TO chantier_worker;
GRANT ALL ON FUNCTION job._put_reasons(p_step job.step, p_execution job.execution) TO chantier_definer;

--
-- Name: FUNCTION _put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) TO chantier_worker;
GRANT ALL ON FUNCTION job._put_tasks(p_step job.step, p_execution job.execution, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) TO chantier_definer;

--
-- Name: FUNCTION _ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) TO chantier_worker;
GRANT ALL ON FUNCTION job._ready_again(p_step job.step, p_execution job.execution, p_tasks bigint[]) TO chantier_definer;

--
-- Name: FUNCTION _reopen_step(p_step job.step); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._reopen_step(p_step job.step) FROM PUBLIC;
GRANT ALL ON FUNCTION job._reopen_step(p_step job.step) TO chantier_definer;

--
-- Name: FUNCTION _requeue(p_lease job.lease); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._requeue(p_lease job.lease) FROM PUBLIC;
GRANT ALL ON FUNCTION job._requeue(p_lease job.lease) TO chantier_worker;
GRANT ALL ON FUNCTION job._requeue(p_lease job.lease) TO chantier_definer;

--
-- Name: FUNCTION _retain(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._retain() FROM PUBLIC;
GRANT ALL ON FUNCTION job._retain() TO chantier_worker;

--
-- Name: FUNCTION _retry_refusal(p_execution job.execution, p_step job.step); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._retry_refusal(p_execution job.execution, p_step job.step) FROM PUBLIC;
GRANT ALL ON FUNCTION job._retry_refusal(p_execution job.execution, p_step job.step) TO chantier_definer;

--
-- Name: FUNCTION _set_aside(p_lease job.lease); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._set_aside(p_lease job.lease) FROM PUBLIC;
GRANT ALL ON FUNCTION job._set_aside(p_lease job.lease) TO chantier_worker;
GRANT ALL ON FUNCTION job._set_aside(p_lease job.lease) TO chantier_definer;

--
-- Name: FUNCTION _settle_pause(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._settle_pause(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._settle_pause(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._settle_pause(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _take_ready(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._take_ready(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._take_ready(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job._take_ready(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _take_turn(p_execution job.execution, p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._take_turn(p_execution job.execution, p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._take_turn(p_execution job.execution, p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) FROM PUBLIC;
GRANT ALL ON FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) TO chantier_worker;
GRANT ALL ON FUNCTION job._template(p_message text, p_row bigint, p_line bigint, p_identifier text, p_field text, p_value text) TO chantier_definer;

--
-- Name: FUNCTION _trim_warnings(p_step job.step); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._trim_warnings(p_step job.step) FROM PUBLIC;
GRANT ALL ON FUNCTION job._trim_warnings(p_step job.step) TO chantier_worker;
GRANT ALL ON FUNCTION job._trim_warnings(p_step job.step) TO chantier_definer;

--
-- Name: FUNCTION _wait_turn(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job._wait_turn(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job._wait_turn(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job.add_invalid_items(p_task bigint, p_token bigint, p_header bytea, p_name text, p_rows bigint[], p_bytes bytea[]) TO chantier_worker;

--
-- Name: FUNCTION add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job.add_pieces(p_artifact bigint, p_part bigint, p_first integer, p_pieces bytea[]) TO chantier_worker;

--
-- Name: FUNCTION add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job.add_warnings(p_task bigint, p_token bigint, p_reason text[], p_is_note boolean[], p_row bigint[], p_line bigint[], p_identifier text[], p_field text[], p_value text[], p_message text[], p_item jsonb[]) TO chantier_worker;

--
-- Name: FUNCTION begin_many(p_tasks bigint[], p_tokens bigint[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.begin_many(p_tasks bigint[], p_tokens bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job.begin_many(p_tasks bigint[], p_tokens bigint[]) TO chantier_worker;

--
-- Name: FUNCTION begin_task(p_task bigint, p_token bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.begin_task(p_task bigint, p_token bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.begin_task(p_task bigint, p_token bigint) TO chantier_worker;

--
-- Name: FUNCTION checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.checkpoint(p_task bigint, p_token bigint, p_position bigint, p_done bigint, p_read bigint, p_created bigint, p_updated bigint, p_unchanged bigint, p_skipped bigint, p_invalid bigint, p_written bigint, p_more jsonb, p_warnings bigint, p_checkpoint jsonb, p_version smallint) TO chantier_worker;

--
-- Name: FUNCTION claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean) FROM PUBLIC;
GRANT ALL ON FUNCTION job.claim(p_worker integer, p_limit integer, p_marks bigint[], p_lowest_first boolean) TO chantier_worker;

--
-- Name: FUNCTION complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea) FROM PUBLIC;
GRANT ALL ON FUNCTION job.complete_artifact(p_artifact bigint, p_size bigint, p_records bigint, p_sha256 bytea) TO chantier_worker;

--
-- Name: FUNCTION complete_step(p_step bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.complete_step(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.complete_step(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION job.complete_step(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION drop_input(p_execution bigint, p_artifact bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.drop_input(p_execution bigint, p_artifact bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.drop_input(p_execution bigint, p_artifact bigint) TO chantier_worker;

--
-- Name: FUNCTION drop_preview(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.drop_preview(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.drop_preview(p_execution bigint) TO chantier_worker;

--
-- Name: FUNCTION fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) TO chantier_worker;
GRANT ALL ON FUNCTION job.fail_step(p_step bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) TO chantier_definer;

--
-- Name: FUNCTION fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) TO chantier_worker;
GRANT ALL ON FUNCTION job.fail_task(p_task bigint, p_token bigint, p_reason text, p_message text, p_cause text, p_hint text, p_sqlstate text, p_worker text) TO chantier_definer;

--
-- Name: FUNCTION fence(p_task bigint, p_token bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.fence(p_task bigint, p_token bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.fence(p_task bigint, p_token bigint) TO chantier_worker;

--
-- Name: FUNCTION finish_many(p_tasks bigint[], p_tokens bigint[]); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.finish_many(p_tasks bigint[], p_tokens bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION job.finish_many(p_tasks bigint[], p_tokens bigint[]) TO chantier_worker;

--
-- Name: FUNCTION finish_task(p_task bigint, p_token bigint, p_state text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.finish_task(p_task bigint, p_token bigint, p_state text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.finish_task(p_task bigint, p_token bigint, p_state text) TO chantier_worker;

--
-- Name: FUNCTION hand_back(p_task bigint, p_token bigint, p_cause text, p_message text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.hand_back(p_task bigint, p_token bigint, p_cause text, p_message text) TO chantier_worker;

--
-- Name: FUNCTION heartbeat(p_worker integer, p_lease interval); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.heartbeat(p_worker integer, p_lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION job.heartbeat(p_worker integer, p_lease interval) TO chantier_worker;

--
-- Name: FUNCTION hold(p_task bigint, p_token bigint, p_reason text, p_detail text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.hold(p_task bigint, p_token bigint, p_reason text, p_detail text) TO chantier_worker;

--
-- Name: FUNCTION horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.horizon(p_marks bigint[], OUT next_xid xid8, OUT oldest_xid xid8, OUT clock_0 bigint, OUT clock_1 bigint, OUT clock_2 bigint, OUT first_0 bigint, OUT first_1 bigint, OUT first_2 bigint) TO chantier_worker;

--
-- Name: FUNCTION import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.import_profile(p_person text, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text, OUT outcome text, OUT message text) TO chantier_worker;

--
-- Name: FUNCTION leave(p_worker integer); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.leave(p_worker integer) FROM PUBLIC;
GRANT ALL ON FUNCTION job.leave(p_worker integer) TO chantier_worker;

--
-- Name: FUNCTION make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.make_artifact(p_execution bigint, p_kind text, p_name text, p_media_type text) TO chantier_worker;

--
-- Name: FUNCTION make_preview(p_execution bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.make_preview(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.make_preview(p_execution bigint) TO chantier_worker;

--
-- Name: FUNCTION now(); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.now() FROM PUBLIC;
GRANT ALL ON FUNCTION job.now() TO chantier_user;
GRANT ALL ON FUNCTION job.now() TO chantier_analyst;
GRANT ALL ON FUNCTION job.now() TO chantier_report;
GRANT ALL ON FUNCTION job.now() TO chantier_worker;
GRANT ALL ON FUNCTION job.now() TO chantier_definer;

--
-- Name: FUNCTION pause_task(p_task bigint, p_token bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.pause_task(p_task bigint, p_token bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.pause_task(p_task bigint, p_token bigint) TO chantier_worker;

--
-- Name: FUNCTION put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) TO chantier_definer;
GRANT ALL ON FUNCTION job.put_profile(p_person text, p_is_admin boolean, p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) TO chantier_worker;

--
-- Name: FUNCTION record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.record_error(p_task bigint, p_token bigint, p_sqlstate text, p_message text) TO chantier_worker;

--
-- Name: FUNCTION register_jobs(p_jobs jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.register_jobs(p_jobs jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job.register_jobs(p_jobs jsonb) TO chantier_worker;
GRANT ALL ON FUNCTION job.register_jobs(p_jobs jsonb) TO chantier_definer;

--
-- Name: FUNCTION register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval) FROM PUBLIC;
GRANT ALL ON FUNCTION job.register_worker(p_name text, p_host text, p_pid integer, p_version text, p_slots integer, p_jobs jsonb, p_lease interval) TO chantier_worker;

--
-- Name: FUNCTION rescue(p_worker integer); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.rescue(p_worker integer) FROM PUBLIC;
GRANT ALL ON FUNCTION job.rescue(p_worker integer) TO chantier_worker;

--
-- Name: FUNCTION set_facts(p_step bigint, p_facts jsonb); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.set_facts(p_step bigint, p_facts jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION job.set_facts(p_step bigint, p_facts jsonb) TO chantier_worker;

--
-- Name: FUNCTION set_total(p_step bigint, p_total bigint, p_unit text); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.set_total(p_step bigint, p_total bigint, p_unit text) FROM PUBLIC;
GRANT ALL ON FUNCTION job.set_total(p_step bigint, p_total bigint, p_unit text) TO chantier_worker;

--
-- Name: FUNCTION start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.start_phase(p_step bigint, p_total bigint, p_unit text, p_part bigint[], p_range_start bigint[], p_range_end bigint[], p_input jsonb[], p_version smallint) TO chantier_worker;

--
-- Name: FUNCTION steal(p_worker integer, p_minimum bigint); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.steal(p_worker integer, p_minimum bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION job.steal(p_worker integer, p_minimum bigint) TO chantier_worker;

--
-- Name: FUNCTION unhold(p_worker integer); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.unhold(p_worker integer) FROM PUBLIC;
GRANT ALL ON FUNCTION job.unhold(p_worker integer) TO chantier_worker;

--
-- Name: FUNCTION upkeep(p_worker integer); Type: ACL; Schema: job; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION job.upkeep(p_worker integer) FROM PUBLIC;
GRANT ALL ON FUNCTION job.upkeep(p_worker integer) TO chantier_worker;

--
-- Name: FUNCTION _base_url(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._base_url() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._base_url() TO chantier_user;
GRANT ALL ON FUNCTION tracker._base_url() TO chantier_worker;
GRANT ALL ON FUNCTION tracker._base_url() TO chantier_definer;

--
-- Name: FUNCTION _caller_role(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._caller_role() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._caller_role() TO chantier_definer;

--
-- Name: FUNCTION _check_edit(p_job text, p_parameters jsonb); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._check_edit(p_job text, p_parameters jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._check_edit(p_job text, p_parameters jsonb) TO chantier_definer;

--
-- Name: TABLE job; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.job TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.job TO chantier_definer;
GRANT SELECT ON TABLE job.job TO chantier_user;
GRANT SELECT ON TABLE job.job TO chantier_report;

--
-- Name: FUNCTION _check_parameters(p_job job.job, p_given jsonb); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) TO chantier_definer;
GRANT ALL ON FUNCTION tracker._check_parameters(p_job job.job, p_given jsonb) TO chantier_worker;

--
-- Name: FUNCTION _check_profile(p_code text, p_job job.job, p_parameters jsonb); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) TO chantier_definer;
GRANT ALL ON FUNCTION tracker._check_profile(p_code text, p_job job.job, p_parameters jsonb) TO chantier_worker;

--
-- Name: FUNCTION _check_undo(p_parameters jsonb, p_person text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._check_undo(p_parameters jsonb, p_person text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._check_undo(p_parameters jsonb, p_person text) TO chantier_definer;

--
-- Name: FUNCTION _check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) TO chantier_definer;
GRANT ALL ON FUNCTION tracker._check_values(p_defaults jsonb, p_rules jsonb, p_given jsonb, p_path text) TO chantier_worker;

--
-- Name: FUNCTION _copy_comments(p_from regclass, p_to regclass); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._copy_comments(p_from regclass, p_to regclass) FROM PUBLIC;

--
-- Name: FUNCTION _details_from(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._details_from() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._details_from() TO chantier_user;
GRANT ALL ON FUNCTION tracker._details_from() TO chantier_worker;
GRANT ALL ON FUNCTION tracker._details_from() TO chantier_definer;

--
-- Name: FUNCTION _ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) TO chantier_user;
GRANT ALL ON FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._ended_lately(p_step bigint, p_month date, p_from timestamp with time zone, p_width interval) TO chantier_definer;

--
-- Name: FUNCTION _field_text(p_field text, p_value jsonb); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._field_text(p_field text, p_value jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._field_text(p_field text, p_value jsonb) TO chantier_definer;

--
-- Name: FUNCTION _heard_at(p_workers integer[]); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker._heard_at(p_workers integer[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._heard_at(p_workers integer[]) TO chantier_user;
GRANT ALL ON FUNCTION tracker._heard_at(p_workers integer[]) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._heard_at(p_workers integer[]) TO chantier_owner;

--
-- Name: FUNCTION _job(p_name text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._job(p_name text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._job(p_name text) TO chantier_definer;
GRANT ALL ON FUNCTION tracker._job(p_name text) TO chantier_worker;

--
-- Name: FUNCTION _lay_over(p_under jsonb, p_over jsonb); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._lay_over(p_under jsonb, p_over jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._lay_over(p_under jsonb, p_over jsonb) TO chantier_definer;

--
-- Name: FUNCTION _live_errors(p_execution bigint); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._live_errors(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._live_errors(p_execution bigint) TO chantier_user;
GRANT ALL ON FUNCTION tracker._live_errors(p_execution bigint) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._live_errors(p_execution bigint) TO chantier_definer;

--
-- Name: FUNCTION _live_reasons(p_execution bigint, p_month date); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._live_reasons(p_execution bigint, p_month date) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._live_reasons(p_execution bigint, p_month date) TO chantier_user;
GRANT ALL ON FUNCTION tracker._live_reasons(p_execution bigint, p_month date) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._live_reasons(p_execution bigint, p_month date) TO chantier_definer;

--
-- Name: FUNCTION _live_warnings(p_execution bigint); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._live_warnings(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._live_warnings(p_execution bigint) TO chantier_user;
GRANT ALL ON FUNCTION tracker._live_warnings(p_execution bigint) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._live_warnings(p_execution bigint) TO chantier_definer;

--
-- Name: FUNCTION _may_act(p_execution bigint, p_person text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._may_act(p_execution bigint, p_person text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._may_act(p_execution bigint, p_person text) TO chantier_definer;

--
-- Name: FUNCTION _merge_parameters(p_defaults jsonb, p_given jsonb, p_path text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) TO chantier_definer;
GRANT ALL ON FUNCTION tracker._merge_parameters(p_defaults jsonb, p_given jsonb, p_path text) TO chantier_worker;

--
-- Name: FUNCTION _now(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._now() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._now() TO chantier_user;
GRANT ALL ON FUNCTION tracker._now() TO chantier_analyst;
GRANT ALL ON FUNCTION tracker._now() TO chantier_report;
GRANT ALL ON FUNCTION tracker._now() TO chantier_worker;
GRANT ALL ON FUNCTION tracker._now() TO chantier_definer;

--
-- Name: FUNCTION _opened(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._opened() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._opened() TO chantier_user;

--
-- Name: FUNCTION _progress(p_step bigint); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._progress(p_step bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._progress(p_step bigint) TO chantier_user;
GRANT ALL ON FUNCTION tracker._progress(p_step bigint) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._progress(p_step bigint) TO chantier_definer;

--
-- Name: FUNCTION _queue_position(p_execution bigint); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker._queue_position(p_execution bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._queue_position(p_execution bigint) TO chantier_user;
GRANT ALL ON FUNCTION tracker._queue_position(p_execution bigint) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._queue_position(p_execution bigint) TO chantier_owner;

--
-- Name: FUNCTION _url(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker._url(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker._url(p_id uuid) TO chantier_user;
GRANT ALL ON FUNCTION tracker._url(p_id uuid) TO chantier_worker;
GRANT ALL ON FUNCTION tracker._url(p_id uuid) TO chantier_definer;

--
-- Name: FUNCTION add_person(p_name text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.add_person(p_name text) FROM PUBLIC;

--
-- Name: FUNCTION caller(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.caller() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.caller() TO chantier_definer;

--
-- Name: FUNCTION catalog_history(p_item text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.catalog_history(p_item text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.catalog_history(p_item text) TO chantier_user;

--
-- Name: FUNCTION change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.change_profile(p_code text, p_label text, p_parameters jsonb, p_removed text[], p_overlap text) TO chantier_user;

--
-- Name: FUNCTION change_setting(p_key text, p_value text); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.change_setting(p_key text, p_value text) FROM PUBLIC;

--
-- Name: FUNCTION create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.create_profile(p_code text, p_job text, p_label text, p_parameters jsonb, p_overlap text) TO chantier_user;

--
-- Name: FUNCTION delete_profile(p_code text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.delete_profile(p_code text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.delete_profile(p_code text) TO chantier_user;

--
-- Name: FUNCTION fail_upload(p_upload bigint, p_reason text, p_message text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.fail_upload(p_upload bigint, p_reason text, p_message text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.fail_upload(p_upload bigint, p_reason text, p_message text) TO chantier_user;

--
-- Name: FUNCTION finish_upload(p_upload bigint, p_size bigint); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.finish_upload(p_upload bigint, p_size bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.finish_upload(p_upload bigint, p_size bigint) TO chantier_user;

--
-- Name: FUNCTION launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.launch(p_job text, p_parameters jsonb, p_label text, p_upload bigint, p_priority smallint, p_profile text) TO chantier_user;

--
-- Name: FUNCTION mark_read(p_ids bigint[]); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.mark_read(p_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.mark_read(p_ids bigint[]) TO chantier_user;

--
-- Name: FUNCTION me(); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.me() FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.me() TO chantier_user;
GRANT ALL ON FUNCTION tracker.me() TO chantier_worker;
GRANT ALL ON FUNCTION tracker.me() TO chantier_definer;

--
-- Name: FUNCTION open(url text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.open(url text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.open(url text) TO chantier_user;

--
-- Name: FUNCTION opened_by(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.opened_by(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.opened_by(p_id uuid) TO chantier_user;

--
-- Name: FUNCTION pause(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.pause(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.pause(p_id uuid) TO chantier_user;

--
-- Name: FUNCTION put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.put_pieces(p_upload bigint, p_first integer, p_pieces bytea[]) TO chantier_user;

--
-- Name: FUNCTION remove_notification(p_ids bigint[]); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.remove_notification(p_ids bigint[]) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.remove_notification(p_ids bigint[]) TO chantier_user;

--
-- Name: FUNCTION resume(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.resume(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.resume(p_id uuid) TO chantier_user;

--
-- Name: FUNCTION retry(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.retry(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.retry(p_id uuid) TO chantier_user;

--
-- Name: FUNCTION set_groups(p_person text, p_added text[], p_removed text[]); Type: ACL; Schema: tracker; Owner: chantier_owner
--

REVOKE ALL ON FUNCTION tracker.set_groups(p_person text, p_added text[], p_removed text[]) FROM PUBLIC;

--
-- Name: FUNCTION start_upload(p_name text, p_size bigint); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.start_upload(p_name text, p_size bigint) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.start_upload(p_name text, p_size bigint) TO chantier_user;

--
-- Name: FUNCTION stop(p_id uuid); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.stop(p_id uuid) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.stop(p_id uuid) TO chantier_user;

--
-- Name: FUNCTION undo(p_id uuid, p_preview boolean, p_label text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.undo(p_id uuid, p_preview boolean, p_label text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.undo(p_id uuid, p_preview boolean, p_label text) TO chantier_user;

--
-- Name: FUNCTION why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.why(p_id uuid, OUT reason text, OUT message text, OUT detail jsonb) TO chantier_user;

--
-- Name: FUNCTION workers_for(p_job text); Type: ACL; Schema: tracker; Owner: chantier_definer
--

REVOKE ALL ON FUNCTION tracker.workers_for(p_job text) FROM PUBLIC;
GRANT ALL ON FUNCTION tracker.workers_for(p_job text) TO chantier_user;

--
-- Name: TABLE archive_file; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE catalog.archive_file TO chantier_worker;

--
-- Name: TABLE association; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.association TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.association TO chantier_worker;
GRANT SELECT ON TABLE catalog.association TO chantier_definer;

--
-- Name: TABLE association_type; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.association_type TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.association_type TO chantier_worker;

--
-- Name: TABLE attribute; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.attribute TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.attribute TO chantier_worker;
GRANT SELECT ON TABLE catalog.attribute TO chantier_definer;

--
-- Name: TABLE attribute_group; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.attribute_group TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.attribute_group TO chantier_worker;

--
-- Name: TABLE attribute_option; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.attribute_option TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.attribute_option TO chantier_worker;
GRANT SELECT ON TABLE catalog.attribute_option TO chantier_definer;

--
-- Name: TABLE category; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.category TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.category TO chantier_worker;
GRANT SELECT ON TABLE catalog.category TO chantier_definer;

--
-- Name: TABLE channel; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.channel TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.channel TO chantier_worker;
GRANT SELECT ON TABLE catalog.channel TO chantier_definer;

--
-- Name: TABLE currency; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.currency TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.currency TO chantier_worker;
GRANT SELECT ON TABLE catalog.currency TO chantier_definer;

--
-- Name: TABLE deferred_record; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE catalog.deferred_record TO chantier_worker;

--
-- Name: TABLE export_copy; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_copy TO chantier_worker;

--
-- Name: TABLE export_copy_link; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_copy_link TO chantier_worker;

--
-- Name: TABLE export_entry; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_entry TO chantier_worker;

--
-- Name: TABLE export_file; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_file TO chantier_worker;

--
-- Name: TABLE export_page; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_page TO chantier_worker;

--
-- Name: TABLE export_plan; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.export_plan TO chantier_worker;

--
-- Name: TABLE family; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.family TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.family TO chantier_worker;
GRANT SELECT ON TABLE catalog.family TO chantier_definer;

--
-- Name: TABLE family_variant; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.family_variant TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.family_variant TO chantier_worker;
GRANT SELECT ON TABLE catalog.family_variant TO chantier_definer;

--
-- Name: TABLE "group"; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog."group" TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog."group" TO chantier_worker;
GRANT SELECT ON TABLE catalog."group" TO chantier_definer;

--
-- Name: TABLE group_type; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.group_type TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.group_type TO chantier_worker;

--
-- Name: SEQUENCE history_place; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT USAGE ON SEQUENCE catalog.history_place TO chantier_worker;

--
-- Name: TABLE history; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.history TO chantier_user;
GRANT SELECT,INSERT ON TABLE catalog.history TO chantier_worker;
GRANT SELECT ON TABLE catalog.history TO chantier_definer;

--
-- Name: SEQUENCE item_id; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT ALL ON SEQUENCE catalog.item_id TO chantier_worker;

--
-- Name: TABLE locale; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.locale TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.locale TO chantier_worker;
GRANT SELECT ON TABLE catalog.locale TO chantier_definer;

--
-- Name: TABLE media; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.media TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.media TO chantier_worker;

--
-- Name: TABLE media_piece; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.media_piece TO chantier_user;
GRANT SELECT,INSERT,DELETE ON TABLE catalog.media_piece TO chantier_worker;

--
-- Name: TABLE media_sweep; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.media_sweep TO chantier_worker;

--
-- Name: TABLE past_execution; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.past_execution TO chantier_worker;
GRANT SELECT ON TABLE catalog.past_execution TO chantier_definer;

--
-- Name: TABLE person; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.person TO chantier_worker;

--
-- Name: TABLE product; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.product TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.product TO chantier_worker;
GRANT SELECT ON TABLE catalog.product TO chantier_definer;

--
-- Name: TABLE product_model; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.product_model TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.product_model TO chantier_worker;
GRANT SELECT ON TABLE catalog.product_model TO chantier_definer;

--
-- Name: TABLE reference_data; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.reference_data TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.reference_data TO chantier_worker;
GRANT SELECT ON TABLE catalog.reference_data TO chantier_definer;

--
-- Name: TABLE removed_attribute; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.removed_attribute TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.removed_attribute TO chantier_worker;

--
-- Name: TABLE selection_page; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.selection_page TO chantier_worker;

--
-- Name: TABLE structure_version; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.structure_version TO chantier_user;
GRANT SELECT,UPDATE ON TABLE catalog.structure_version TO chantier_worker;

--
-- Name: TABLE superseded_record; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE ON TABLE catalog.superseded_record TO chantier_worker;

--
-- Name: TABLE undo_page; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.undo_page TO chantier_worker;

--
-- Name: TABLE undo_plan; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.undo_plan TO chantier_worker;

--
-- Name: TABLE unique_value; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.unique_value TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.unique_value TO chantier_worker;

--
-- Name: TABLE user_group; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.user_group TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.user_group TO chantier_worker;

--
-- Name: TABLE user_role; Type: ACL; Schema: catalog; Owner: chantier_owner
--

GRANT SELECT ON TABLE catalog.user_role TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.user_role TO chantier_worker;

--
-- Name: TABLE artifact; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.artifact TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.artifact TO chantier_definer;
GRANT SELECT ON TABLE job.artifact TO chantier_user;

--
-- Name: SEQUENCE clock_0; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT ALL ON SEQUENCE job.clock_0 TO chantier_worker;
GRANT ALL ON SEQUENCE job.clock_0 TO chantier_definer;

--
-- Name: SEQUENCE clock_1; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT ALL ON SEQUENCE job.clock_1 TO chantier_worker;
GRANT ALL ON SEQUENCE job.clock_1 TO chantier_definer;

--
-- Name: SEQUENCE clock_2; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT ALL ON SEQUENCE job.clock_2 TO chantier_worker;
GRANT ALL ON SEQUENCE job.clock_2 TO chantier_definer;

--
-- Name: TABLE error; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.error TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.error TO chantier_definer;
GRANT SELECT ON TABLE job.error TO chantier_user;

--
-- Name: COLUMN error.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(at) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.reason; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(reason) ON TABLE job.error TO chantier_report;

--
-- Name: COLUMN error.sqlstate; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(sqlstate) ON TABLE job.error TO chantier_report;

--
-- Name: TABLE event; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.event TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.event TO chantier_definer;
GRANT SELECT ON TABLE job.event TO chantier_user;

--
-- Name: TABLE execution_detail; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.execution_detail TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.execution_detail TO chantier_definer;
GRANT SELECT ON TABLE job.execution_detail TO chantier_user;

--
-- Name: TABLE function_file; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT ON TABLE job.function_file TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.function_file TO chantier_definer;
GRANT SELECT ON TABLE job.function_file TO chantier_user;

--
-- Name: TABLE held; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.held TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.held TO chantier_definer;
GRANT SELECT ON TABLE job.held TO chantier_user;

--
-- Name: COLUMN held.task_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(task_id) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.held_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(held_at) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.owner_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner_id) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.job_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(job_id) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.priority; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(priority) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.held TO chantier_report;

--
-- Name: COLUMN held.reason; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(reason) ON TABLE job.held TO chantier_report;

--
-- Name: TABLE invalid_item; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.invalid_item TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.invalid_item TO chantier_definer;
GRANT SELECT ON TABLE job.invalid_item TO chantier_user;

--
-- Name: TABLE migration; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT ON TABLE job.migration TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.migration TO chantier_definer;
GRANT SELECT ON TABLE job.migration TO chantier_user;

--
-- Name: TABLE outcome; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.outcome TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.outcome TO chantier_definer;
GRANT SELECT ON TABLE job.outcome TO chantier_user;

--
-- Name: COLUMN outcome.task_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(task_id) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.claimed_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(claimed_at) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.ended_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(ended_at) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.done; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(done) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.worker_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(worker_id) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.state; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(state) ON TABLE job.outcome TO chantier_report;

--
-- Name: COLUMN outcome.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.outcome TO chantier_report;

--
-- Name: TABLE owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT ON TABLE job.owner TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.owner TO chantier_definer;
GRANT SELECT ON TABLE job.owner TO chantier_report;

--
-- Name: TABLE piece; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.piece TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.piece TO chantier_definer;
GRANT SELECT ON TABLE job.piece TO chantier_user;

--
-- Name: TABLE profile; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.profile TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.profile TO chantier_definer;
GRANT SELECT ON TABLE job.profile TO chantier_user;

--
-- Name: TABLE progress_notice; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.progress_notice TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.progress_notice TO chantier_definer;

--
-- Name: TABLE ready; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.ready TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.ready TO chantier_definer;
GRANT SELECT ON TABLE job.ready TO chantier_report;

--
-- Name: TABLE reason; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.reason TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.reason TO chantier_definer;
GRANT SELECT ON TABLE job.reason TO chantier_user;

--
-- Name: COLUMN reason.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.count; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(count) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.day; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(day) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.is_error; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(is_error) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.is_note; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(is_note) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.kind; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(kind) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.job; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(job) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.reason; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(reason) ON TABLE job.reason TO chantier_report;

--
-- Name: COLUMN reason.template; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(template) ON TABLE job.reason TO chantier_report;

--
-- Name: TABLE request; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.request TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.request TO chantier_definer;
GRANT SELECT ON TABLE job.request TO chantier_user;

--
-- Name: TABLE retention; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,UPDATE ON TABLE job.retention TO chantier_worker;
GRANT SELECT ON TABLE job.retention TO chantier_definer;
GRANT SELECT ON TABLE job.retention TO chantier_user;

--
-- Name: COLUMN retention.tried_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT UPDATE(tried_at) ON TABLE job.retention TO chantier_definer;

--
-- Name: TABLE task; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.task TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.task TO chantier_definer;
GRANT SELECT ON TABLE job.task TO chantier_user;

--
-- Name: COLUMN task.id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(id) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.created_at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(created_at) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.priority; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(priority) ON TABLE job.task TO chantier_report;

--
-- Name: COLUMN task.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.task TO chantier_report;

--
-- Name: SEQUENCE token_seq; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT ALL ON SEQUENCE job.token_seq TO chantier_worker;
GRANT ALL ON SEQUENCE job.token_seq TO chantier_definer;

--
-- Name: TABLE unkept_warning; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT ON TABLE job.unkept_warning TO chantier_worker;
GRANT SELECT,INSERT ON TABLE job.unkept_warning TO chantier_definer;
GRANT SELECT ON TABLE job.unkept_warning TO chantier_user;

--
-- Name: TABLE warning; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.warning TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.warning TO chantier_definer;
GRANT SELECT ON TABLE job.warning TO chantier_user;

--
-- Name: COLUMN warning.execution_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(execution_id) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.step_id; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(step_id) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.at; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(at) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.month; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(month) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.is_note; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(is_note) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.owner; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(owner) ON TABLE job.warning TO chantier_report;

--
-- Name: COLUMN warning.reason; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT(reason) ON TABLE job.warning TO chantier_report;

--
-- Name: TABLE worker; Type: ACL; Schema: job; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.worker TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE job.worker TO chantier_definer;
GRANT SELECT ON TABLE job.worker TO chantier_report;

--
-- Name: TABLE _visible_artifact; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_artifact TO chantier_user;

--
-- Name: TABLE _visible_entry; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_entry TO chantier_user;

--
-- Name: TABLE _visible_error; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_error TO chantier_user;

--
-- Name: TABLE _visible_execution; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_execution TO chantier_user;

--
-- Name: TABLE _visible_log; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_log TO chantier_user;

--
-- Name: TABLE _visible_reason; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_reason TO chantier_user;

--
-- Name: TABLE _visible_step; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_step TO chantier_user;

--
-- Name: TABLE _visible_warning; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker._visible_warning TO chantier_user;

--
-- Name: TABLE artifact; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.artifact TO chantier_user;

--
-- Name: TABLE entry; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.entry TO chantier_user;

--
-- Name: TABLE error; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.error TO chantier_user;

--
-- Name: TABLE execution; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.execution TO chantier_user;

--
-- Name: TABLE log; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.log TO chantier_user;

--
-- Name: TABLE my_artifact; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_artifact TO chantier_user;

--
-- Name: TABLE my_duration; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_duration TO chantier_user;

--
-- Name: TABLE my_entry; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_entry TO chantier_user;

--
-- Name: TABLE my_error; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_error TO chantier_user;

--
-- Name: TABLE my_execution; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_execution TO chantier_user;

--
-- Name: TABLE my_last_operations; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_last_operations TO chantier_user;

--
-- Name: TABLE my_log; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_log TO chantier_user;

--
-- Name: TABLE notification; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE tracker.notification TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE tracker.notification TO chantier_definer;
GRANT SELECT ON TABLE tracker.notification TO chantier_user;

--
-- Name: COLUMN notification.read_at; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT UPDATE(read_at) ON TABLE tracker.notification TO chantier_user;

--
-- Name: TABLE my_notification; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_notification TO chantier_user;

--
-- Name: TABLE my_reason; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_reason TO chantier_user;

--
-- Name: TABLE my_running; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_running TO chantier_user;

--
-- Name: TABLE my_slow_execution; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_slow_execution TO chantier_user;

--
-- Name: TABLE my_stats_daily; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_stats_daily TO chantier_user;

--
-- Name: TABLE my_step; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_step TO chantier_user;

--
-- Name: TABLE my_warning; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.my_warning TO chantier_user;

--
-- Name: TABLE url_access; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.url_access TO chantier_user;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE tracker.url_access TO chantier_definer;

--
-- Name: TABLE opened_execution; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.opened_execution TO chantier_user;

--
-- Name: TABLE person_group; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.person_group TO chantier_user;
GRANT SELECT ON TABLE tracker.person_group TO chantier_definer;
GRANT SELECT ON TABLE tracker.person_group TO chantier_worker;

--
-- Name: TABLE profile; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.profile TO chantier_user;
GRANT SELECT ON TABLE tracker.profile TO chantier_worker;
GRANT SELECT ON TABLE tracker.profile TO chantier_definer;

--
-- Name: TABLE queue_now; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.queue_now TO chantier_analyst;

--
-- Name: TABLE reason; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.reason TO chantier_user;

--
-- Name: TABLE setting; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.setting TO chantier_worker;
GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE tracker.setting TO chantier_definer;
GRANT SELECT ON TABLE tracker.setting TO chantier_user;

--
-- Name: TABLE stats_hourly; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.stats_hourly TO chantier_analyst;

--
-- Name: TABLE stats_job; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.stats_job TO chantier_analyst;

--
-- Name: TABLE stats_reason; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.stats_reason TO chantier_analyst;

--
-- Name: TABLE stats_user_kind; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.stats_user_kind TO chantier_analyst;
GRANT SELECT ON TABLE tracker.stats_user_kind TO chantier_admin;

--
-- Name: TABLE step; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.step TO chantier_user;

--
-- Name: TABLE warning; Type: ACL; Schema: tracker; Owner: chantier_owner
--

GRANT SELECT ON TABLE tracker.warning TO chantier_user;

--
-- Name: TABLE worker_now; Type: ACL; Schema: tracker; Owner: chantier_report
--

GRANT SELECT ON TABLE tracker.worker_now TO chantier_analyst;

--
-- PostgreSQL database dump complete
--

