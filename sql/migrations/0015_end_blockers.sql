-- SPDX-License-Identifier: Apache-2.0
--
-- 0015: the right to end a session that keeps a worker waiting (job._end_blockers), for who owns the functions that people call.
-- It goes to no session: nobody logs in as chantier_definer, and only workers may call the one function that uses it.
-- Where the role that migrates may not give it (a hosted server), a superuser does: grant pg_signal_backend to chantier_definer.
do $$
declare
  v_try int;
begin
  for v_try in 1 .. 5 loop
    begin
      if not pg_has_role('chantier_definer', 'pg_signal_backend', 'usage') then
        grant pg_signal_backend to chantier_definer;
      end if;
      exit;
    exception
      when insufficient_privilege then
        raise notice 'chantier_definer has no pg_signal_backend: a person''s transaction left open can keep a worker waiting; a superuser runs: grant pg_signal_backend to chantier_definer';
        exit;
      when unique_violation or internal_error then        -- "tuple concurrently updated"
        if v_try = 5 then
          raise;
        end if;
    end;
  end loop;
end $$;
