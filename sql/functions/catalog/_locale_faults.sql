-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._locale_faults(locale, channel): what is wrong with the locale of a condition; channel: the one that must have it, null or
-- unknown: any. Caller: catalog._place_faults, catalog._completeness_faults. Locks: none.
create or replace function catalog._locale_faults(p_locale jsonb, p_channel text) returns text[]
    language plpgsql stable
    set search_path = pg_catalog, pg_temp
as $$
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
alter function catalog._locale_faults(jsonb, text) owner to chantier_owner;
comment on function catalog._locale_faults(jsonb, text) is 'What is wrong with the locale of a condition.';
revoke execute on function catalog._locale_faults(jsonb, text) from public;
grant execute on function catalog._locale_faults(jsonb, text) to chantier_definer, chantier_worker;
