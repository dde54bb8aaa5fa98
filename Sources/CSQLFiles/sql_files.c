// SPDX-License-Identifier: Apache-2.0
/* Written by Scripts/embed-sql. In order of application: migrations, functions of job, tracker, catalog. */
#include "sql_files.h"
#pragma clang diagnostic ignored "-Wc23-extensions"
static const unsigned char f1[] = {
#embed "../../sql/migrations/0001_roles_and_schemas.sql"
};
static const unsigned char f2[] = {
#embed "../../sql/migrations/0002_job_execution.sql"
};
static const unsigned char f3[] = {
#embed "../../sql/migrations/0003_job_task.sql"
};
static const unsigned char f4[] = {
#embed "../../sql/migrations/0004_job_file_and_access.sql"
};
static const unsigned char f5[] = {
#embed "../../sql/migrations/0005_catalog_structure.sql"
};
static const unsigned char f6[] = {
#embed "../../sql/migrations/0006_catalog_product.sql"
};
static const unsigned char f7[] = {
#embed "../../sql/migrations/0007_access.sql"
};
static const unsigned char f8[] = {
#embed "../../sql/migrations/0008_reporting.sql"
};
static const unsigned char f9[] = {
#embed "../../sql/migrations/0009_control.sql"
};
static const unsigned char f10[] = {
#embed "../../sql/migrations/0010_profile.sql"
};
static const unsigned char f11[] = {
#embed "../../sql/migrations/0011_import_rules.sql"
};
static const unsigned char f12[] = {
#embed "../../sql/migrations/0012_preview.sql"
};
static const unsigned char f13[] = {
#embed "../../sql/migrations/0013_media.sql"
};
static const unsigned char f14[] = {
#embed "../../sql/migrations/0014_exports.sql"
};
static const unsigned char f15[] = {
#embed "../../sql/migrations/0015_end_blockers.sql"
};
static const unsigned char f16[] = {
#embed "../../sql/migrations/0017_unkept_warning.sql"
};
static const unsigned char f17[] = {
#embed "../../sql/migrations/0018_record_mark.sql"
};
static const unsigned char f18[] = {
#embed "../../sql/migrations/0019_filter.sql"
};
static const unsigned char f19[] = {
#embed "../../sql/migrations/0020_history.sql"
};
static const unsigned char f20[] = {
#embed "../../sql/migrations/0021_selection.sql"
};
static const unsigned char f21[] = {
#embed "../../sql/migrations/0023_export_archive.sql"
};
static const unsigned char f22[] = {
#embed "../../sql/migrations/0024_rule.sql"
};
static const unsigned char f23[] = {
#embed "../../sql/migrations/0025_rule_execution.sql"
};
static const unsigned char f24[] = {
#embed "../../sql/migrations/0027_projects.sql"
};
static const unsigned char f25[] = {
#embed "../../sql/migrations/0028_schedules.sql"
};
static const unsigned char f26[] = {
#embed "../../sql/migrations/0030_week_at_a_glance.sql"
};
static const unsigned char f27[] = {
#embed "../../sql/migrations/0031_put_back.sql"
};
static const unsigned char f28[] = {
#embed "../../sql/migrations/0032_rule_runs.sql"
};
static const unsigned char f29[] = {
#embed "../../sql/migrations/0035_project_numbers.sql"
};
static const unsigned char f30[] = {
#embed "../../sql/migrations/0036_project_change_storage.sql"
};
static const unsigned char f31[] = {
#embed "../../sql/migrations/0038_history_order.sql"
};
static const unsigned char f32[] = {
#embed "../../sql/functions/job/_add_counters.sql"
};
static const unsigned char f33[] = {
#embed "../../sql/functions/job/_advance_clock.sql"
};
static const unsigned char f34[] = {
#embed "../../sql/functions/job/_bound_transaction.sql"
};
static const unsigned char f35[] = {
#embed "../../sql/functions/job/_changed_fields.sql"
};
static const unsigned char f36[] = {
#embed "../../sql/functions/job/_clock.sql"
};
static const unsigned char f37[] = {
#embed "../../sql/functions/job/_count_off.sql"
};
static const unsigned char f38[] = {
#embed "../../sql/functions/job/_counted_warnings.sql"
};
static const unsigned char f39[] = {
#embed "../../sql/functions/job/_cron_field.sql"
};
static const unsigned char f40[] = {
#embed "../../sql/functions/job/_drop_partitions.sql"
};
static const unsigned char f41[] = {
#embed "../../sql/functions/job/_drop_previews.sql"
};
static const unsigned char f42[] = {
#embed "../../sql/functions/job/_drop_unused_media.sql"
};
static const unsigned char f43[] = {
#embed "../../sql/functions/job/_end_blockers.sql"
};
static const unsigned char f44[] = {
#embed "../../sql/functions/job/_end_execution.sql"
};
static const unsigned char f45[] = {
#embed "../../sql/functions/job/_end_waiting.sql"
};
static const unsigned char f46[] = {
#embed "../../sql/functions/job/_first_tag.sql"
};
static const unsigned char f47[] = {
#embed "../../sql/functions/job/_forget_openings.sql"
};
static const unsigned char f48[] = {
#embed "../../sql/functions/job/_give_turn.sql"
};
static const unsigned char f49[] = {
#embed "../../sql/functions/job/_give_turns.sql"
};
static const unsigned char f50[] = {
#embed "../../sql/functions/job/_hand_on.sql"
};
static const unsigned char f51[] = {
#embed "../../sql/functions/job/_hand_on_lost.sql"
};
static const unsigned char f52[] = {
#embed "../../sql/functions/job/_hint.sql"
};
static const unsigned char f53[] = {
#embed "../../sql/functions/job/_in_schema.sql"
};
static const unsigned char f54[] = {
#embed "../../sql/functions/job/_is_paused.sql"
};
static const unsigned char f55[] = {
#embed "../../sql/functions/job/_keep_errors.sql"
};
static const unsigned char f56[] = {
#embed "../../sql/functions/job/_keep_months.sql"
};
static const unsigned char f57[] = {
#embed "../../sql/functions/job/_kept_warnings.sql"
};
static const unsigned char f58[] = {
#embed "../../sql/functions/job/_lock_open_step.sql"
};
static const unsigned char f59[] = {
#embed "../../sql/functions/job/_lock_turn.sql"
};
static const unsigned char f60[] = {
#embed "../../sql/functions/job/_locked_workers.sql"
};
static const unsigned char f61[] = {
#embed "../../sql/functions/job/_log.sql"
};
static const unsigned char f62[] = {
#embed "../../sql/functions/job/_make_partitions.sql"
};
static const unsigned char f63[] = {
#embed "../../sql/functions/job/_make_preview.sql"
};
static const unsigned char f64[] = {
#embed "../../sql/functions/job/_make_preview_functions.sql"
};
static const unsigned char f65[] = {
#embed "../../sql/functions/job/_next_fire.sql"
};
static const unsigned char f66[] = {
#embed "../../sql/functions/job/_notify_end.sql"
};
static const unsigned char f67[] = {
#embed "../../sql/functions/job/_pass_unplanned.sql"
};
static const unsigned char f68[] = {
#embed "../../sql/functions/job/_pause_waiting.sql"
};
static const unsigned char f69[] = {
#embed "../../sql/functions/job/_put_event.sql"
};
static const unsigned char f70[] = {
#embed "../../sql/functions/job/_put_outcome.sql"
};
static const unsigned char f71[] = {
#embed "../../sql/functions/job/_put_reasons.sql"
};
static const unsigned char f72[] = {
#embed "../../sql/functions/job/_put_tasks.sql"
};
static const unsigned char f73[] = {
#embed "../../sql/functions/job/_ready_again.sql"
};
static const unsigned char f74[] = {
#embed "../../sql/functions/job/_reopen_step.sql"
};
static const unsigned char f75[] = {
#embed "../../sql/functions/job/_requeue.sql"
};
static const unsigned char f76[] = {
#embed "../../sql/functions/job/_retain.sql"
};
static const unsigned char f77[] = {
#embed "../../sql/functions/job/_retry_refusal.sql"
};
static const unsigned char f78[] = {
#embed "../../sql/functions/job/_set_aside.sql"
};
static const unsigned char f79[] = {
#embed "../../sql/functions/job/_settle_pause.sql"
};
static const unsigned char f80[] = {
#embed "../../sql/functions/job/_take_ready.sql"
};
static const unsigned char f81[] = {
#embed "../../sql/functions/job/_take_turn.sql"
};
static const unsigned char f82[] = {
#embed "../../sql/functions/job/_template.sql"
};
static const unsigned char f83[] = {
#embed "../../sql/functions/job/_trim_warnings.sql"
};
static const unsigned char f84[] = {
#embed "../../sql/functions/job/_wait_turn.sql"
};
static const unsigned char f85[] = {
#embed "../../sql/functions/job/add_invalid_items.sql"
};
static const unsigned char f86[] = {
#embed "../../sql/functions/job/add_pieces.sql"
};
static const unsigned char f87[] = {
#embed "../../sql/functions/job/add_warnings.sql"
};
static const unsigned char f88[] = {
#embed "../../sql/functions/job/begin_many.sql"
};
static const unsigned char f89[] = {
#embed "../../sql/functions/job/begin_task.sql"
};
static const unsigned char f90[] = {
#embed "../../sql/functions/job/checkpoint.sql"
};
static const unsigned char f91[] = {
#embed "../../sql/functions/job/claim.sql"
};
static const unsigned char f92[] = {
#embed "../../sql/functions/job/complete_artifact.sql"
};
static const unsigned char f93[] = {
#embed "../../sql/functions/job/complete_step.sql"
};
static const unsigned char f94[] = {
#embed "../../sql/functions/job/drop_input.sql"
};
static const unsigned char f95[] = {
#embed "../../sql/functions/job/drop_preview.sql"
};
static const unsigned char f96[] = {
#embed "../../sql/functions/job/fail_step.sql"
};
static const unsigned char f97[] = {
#embed "../../sql/functions/job/fail_task.sql"
};
static const unsigned char f98[] = {
#embed "../../sql/functions/job/fence.sql"
};
static const unsigned char f99[] = {
#embed "../../sql/functions/job/finish_many.sql"
};
static const unsigned char f100[] = {
#embed "../../sql/functions/job/finish_task.sql"
};
static const unsigned char f101[] = {
#embed "../../sql/functions/job/fire_schedules.sql"
};
static const unsigned char f102[] = {
#embed "../../sql/functions/job/hand_back.sql"
};
static const unsigned char f103[] = {
#embed "../../sql/functions/job/heartbeat.sql"
};
static const unsigned char f104[] = {
#embed "../../sql/functions/job/hold.sql"
};
static const unsigned char f105[] = {
#embed "../../sql/functions/job/horizon.sql"
};
static const unsigned char f106[] = {
#embed "../../sql/functions/job/import_profile.sql"
};
static const unsigned char f107[] = {
#embed "../../sql/functions/job/leave.sql"
};
static const unsigned char f108[] = {
#embed "../../sql/functions/job/make_artifact.sql"
};
static const unsigned char f109[] = {
#embed "../../sql/functions/job/make_preview.sql"
};
static const unsigned char f110[] = {
#embed "../../sql/functions/job/now.sql"
};
static const unsigned char f111[] = {
#embed "../../sql/functions/job/pause_task.sql"
};
static const unsigned char f112[] = {
#embed "../../sql/functions/job/put_profile.sql"
};
static const unsigned char f113[] = {
#embed "../../sql/functions/job/record_error.sql"
};
static const unsigned char f114[] = {
#embed "../../sql/functions/job/register_jobs.sql"
};
static const unsigned char f115[] = {
#embed "../../sql/functions/job/register_worker.sql"
};
static const unsigned char f116[] = {
#embed "../../sql/functions/job/rescue.sql"
};
static const unsigned char f117[] = {
#embed "../../sql/functions/job/set_facts.sql"
};
static const unsigned char f118[] = {
#embed "../../sql/functions/job/set_total.sql"
};
static const unsigned char f119[] = {
#embed "../../sql/functions/job/start_phase.sql"
};
static const unsigned char f120[] = {
#embed "../../sql/functions/job/steal.sql"
};
static const unsigned char f121[] = {
#embed "../../sql/functions/job/unhold.sql"
};
static const unsigned char f122[] = {
#embed "../../sql/functions/job/upkeep.sql"
};
static const unsigned char f123[] = {
#embed "../../sql/functions/tracker/_base_url.sql"
};
static const unsigned char f124[] = {
#embed "../../sql/functions/tracker/_caller_role.sql"
};
static const unsigned char f125[] = {
#embed "../../sql/functions/tracker/_check_edit.sql"
};
static const unsigned char f126[] = {
#embed "../../sql/functions/tracker/_check_parameters.sql"
};
static const unsigned char f127[] = {
#embed "../../sql/functions/tracker/_check_profile.sql"
};
static const unsigned char f128[] = {
#embed "../../sql/functions/tracker/_check_project.sql"
};
static const unsigned char f129[] = {
#embed "../../sql/functions/tracker/_check_undo.sql"
};
static const unsigned char f130[] = {
#embed "../../sql/functions/tracker/_check_values.sql"
};
static const unsigned char f131[] = {
#embed "../../sql/functions/tracker/_copy_comments.sql"
};
static const unsigned char f132[] = {
#embed "../../sql/functions/tracker/_details_from.sql"
};
static const unsigned char f133[] = {
#embed "../../sql/functions/tracker/_drop_project.sql"
};
static const unsigned char f134[] = {
#embed "../../sql/functions/tracker/_ended_lately.sql"
};
static const unsigned char f135[] = {
#embed "../../sql/functions/tracker/_field_text.sql"
};
static const unsigned char f136[] = {
#embed "../../sql/functions/tracker/_foreign_currency.sql"
};
static const unsigned char f137[] = {
#embed "../../sql/functions/tracker/_heard_at.sql"
};
static const unsigned char f138[] = {
#embed "../../sql/functions/tracker/_job.sql"
};
static const unsigned char f139[] = {
#embed "../../sql/functions/tracker/_lay_over.sql"
};
static const unsigned char f140[] = {
#embed "../../sql/functions/tracker/_live_errors.sql"
};
static const unsigned char f141[] = {
#embed "../../sql/functions/tracker/_live_reasons.sql"
};
static const unsigned char f142[] = {
#embed "../../sql/functions/tracker/_live_warnings.sql"
};
static const unsigned char f143[] = {
#embed "../../sql/functions/tracker/_may_act.sql"
};
static const unsigned char f144[] = {
#embed "../../sql/functions/tracker/_merge_parameters.sql"
};
static const unsigned char f145[] = {
#embed "../../sql/functions/tracker/_notify_project.sql"
};
static const unsigned char f146[] = {
#embed "../../sql/functions/tracker/_now.sql"
};
static const unsigned char f147[] = {
#embed "../../sql/functions/tracker/_opened.sql"
};
static const unsigned char f148[] = {
#embed "../../sql/functions/tracker/_progress.sql"
};
static const unsigned char f149[] = {
#embed "../../sql/functions/tracker/_project_schedule.sql"
};
static const unsigned char f150[] = {
#embed "../../sql/functions/tracker/_project_state.sql"
};
static const unsigned char f151[] = {
#embed "../../sql/functions/tracker/_project_url.sql"
};
static const unsigned char f152[] = {
#embed "../../sql/functions/tracker/_queue_position.sql"
};
static const unsigned char f153[] = {
#embed "../../sql/functions/tracker/_url.sql"
};
static const unsigned char f154[] = {
#embed "../../sql/functions/tracker/_visible_artifact.sql"
};
static const unsigned char f155[] = {
#embed "../../sql/functions/tracker/_visible_entry.sql"
};
static const unsigned char f156[] = {
#embed "../../sql/functions/tracker/_visible_error.sql"
};
static const unsigned char f157[] = {
#embed "../../sql/functions/tracker/_visible_execution.sql"
};
static const unsigned char f158[] = {
#embed "../../sql/functions/tracker/_visible_log.sql"
};
static const unsigned char f159[] = {
#embed "../../sql/functions/tracker/_visible_projects.sql"
};
static const unsigned char f160[] = {
#embed "../../sql/functions/tracker/_visible_reason.sql"
};
static const unsigned char f161[] = {
#embed "../../sql/functions/tracker/_visible_rule.sql"
};
static const unsigned char f162[] = {
#embed "../../sql/functions/tracker/_visible_step.sql"
};
static const unsigned char f163[] = {
#embed "../../sql/functions/tracker/_visible_warning.sql"
};
static const unsigned char f164[] = {
#embed "../../sql/functions/tracker/add_person.sql"
};
static const unsigned char f165[] = {
#embed "../../sql/functions/tracker/artifact.sql"
};
static const unsigned char f166[] = {
#embed "../../sql/functions/tracker/caller.sql"
};
static const unsigned char f167[] = {
#embed "../../sql/functions/tracker/catalog_history.sql"
};
static const unsigned char f168[] = {
#embed "../../sql/functions/tracker/change_profile.sql"
};
static const unsigned char f169[] = {
#embed "../../sql/functions/tracker/change_project.sql"
};
static const unsigned char f170[] = {
#embed "../../sql/functions/tracker/change_setting.sql"
};
static const unsigned char f171[] = {
#embed "../../sql/functions/tracker/create_profile.sql"
};
static const unsigned char f172[] = {
#embed "../../sql/functions/tracker/create_project.sql"
};
static const unsigned char f173[] = {
#embed "../../sql/functions/tracker/create_schedule.sql"
};
static const unsigned char f174[] = {
#embed "../../sql/functions/tracker/delete_profile.sql"
};
static const unsigned char f175[] = {
#embed "../../sql/functions/tracker/delete_project.sql"
};
static const unsigned char f176[] = {
#embed "../../sql/functions/tracker/delete_schedule.sql"
};
static const unsigned char f177[] = {
#embed "../../sql/functions/tracker/enable_rule.sql"
};
static const unsigned char f178[] = {
#embed "../../sql/functions/tracker/end_projects.sql"
};
static const unsigned char f179[] = {
#embed "../../sql/functions/tracker/entry.sql"
};
static const unsigned char f180[] = {
#embed "../../sql/functions/tracker/error.sql"
};
static const unsigned char f181[] = {
#embed "../../sql/functions/tracker/execution.sql"
};
static const unsigned char f182[] = {
#embed "../../sql/functions/tracker/fail_upload.sql"
};
static const unsigned char f183[] = {
#embed "../../sql/functions/tracker/finish_projects.sql"
};
static const unsigned char f184[] = {
#embed "../../sql/functions/tracker/finish_upload.sql"
};
static const unsigned char f185[] = {
#embed "../../sql/functions/tracker/launch.sql"
};
static const unsigned char f186[] = {
#embed "../../sql/functions/tracker/log.sql"
};
static const unsigned char f187[] = {
#embed "../../sql/functions/tracker/mark_read.sql"
};
static const unsigned char f188[] = {
#embed "../../sql/functions/tracker/me.sql"
};
static const unsigned char f189[] = {
#embed "../../sql/functions/tracker/my_artifact.sql"
};
static const unsigned char f190[] = {
#embed "../../sql/functions/tracker/my_duration.sql"
};
static const unsigned char f191[] = {
#embed "../../sql/functions/tracker/my_entry.sql"
};
static const unsigned char f192[] = {
#embed "../../sql/functions/tracker/my_error.sql"
};
static const unsigned char f193[] = {
#embed "../../sql/functions/tracker/my_execution.sql"
};
static const unsigned char f194[] = {
#embed "../../sql/functions/tracker/my_last_operations.sql"
};
static const unsigned char f195[] = {
#embed "../../sql/functions/tracker/my_log.sql"
};
static const unsigned char f196[] = {
#embed "../../sql/functions/tracker/my_notification.sql"
};
static const unsigned char f197[] = {
#embed "../../sql/functions/tracker/my_project.sql"
};
static const unsigned char f198[] = {
#embed "../../sql/functions/tracker/my_project_contributor.sql"
};
static const unsigned char f199[] = {
#embed "../../sql/functions/tracker/my_project_contributor_group.sql"
};
static const unsigned char f200[] = {
#embed "../../sql/functions/tracker/my_project_group.sql"
};
static const unsigned char f201[] = {
#embed "../../sql/functions/tracker/my_reason.sql"
};
static const unsigned char f202[] = {
#embed "../../sql/functions/tracker/my_rule.sql"
};
static const unsigned char f203[] = {
#embed "../../sql/functions/tracker/my_running.sql"
};
static const unsigned char f204[] = {
#embed "../../sql/functions/tracker/my_schedule.sql"
};
static const unsigned char f205[] = {
#embed "../../sql/functions/tracker/my_slow_execution.sql"
};
static const unsigned char f206[] = {
#embed "../../sql/functions/tracker/my_stats_daily.sql"
};
static const unsigned char f207[] = {
#embed "../../sql/functions/tracker/my_step.sql"
};
static const unsigned char f208[] = {
#embed "../../sql/functions/tracker/my_warning.sql"
};
static const unsigned char f209[] = {
#embed "../../sql/functions/tracker/note_changes.sql"
};
static const unsigned char f210[] = {
#embed "../../sql/functions/tracker/open.sql"
};
static const unsigned char f211[] = {
#embed "../../sql/functions/tracker/opened_by.sql"
};
static const unsigned char f212[] = {
#embed "../../sql/functions/tracker/opened_execution.sql"
};
static const unsigned char f213[] = {
#embed "../../sql/functions/tracker/pause.sql"
};
static const unsigned char f214[] = {
#embed "../../sql/functions/tracker/pause_schedule.sql"
};
static const unsigned char f215[] = {
#embed "../../sql/functions/tracker/profile.sql"
};
static const unsigned char f216[] = {
#embed "../../sql/functions/tracker/project_products.sql"
};
static const unsigned char f217[] = {
#embed "../../sql/functions/tracker/put_pieces.sql"
};
static const unsigned char f218[] = {
#embed "../../sql/functions/tracker/put_project_products.sql"
};
static const unsigned char f219[] = {
#embed "../../sql/functions/tracker/queue_now.sql"
};
static const unsigned char f220[] = {
#embed "../../sql/functions/tracker/reason.sql"
};
static const unsigned char f221[] = {
#embed "../../sql/functions/tracker/remind_projects.sql"
};
static const unsigned char f222[] = {
#embed "../../sql/functions/tracker/remove_notification.sql"
};
static const unsigned char f223[] = {
#embed "../../sql/functions/tracker/resume.sql"
};
static const unsigned char f224[] = {
#embed "../../sql/functions/tracker/retry.sql"
};
static const unsigned char f225[] = {
#embed "../../sql/functions/tracker/rule.sql"
};
static const unsigned char f226[] = {
#embed "../../sql/functions/tracker/set_groups.sql"
};
static const unsigned char f227[] = {
#embed "../../sql/functions/tracker/start_upload.sql"
};
static const unsigned char f228[] = {
#embed "../../sql/functions/tracker/stats_hourly.sql"
};
static const unsigned char f229[] = {
#embed "../../sql/functions/tracker/stats_job.sql"
};
static const unsigned char f230[] = {
#embed "../../sql/functions/tracker/stats_reason.sql"
};
static const unsigned char f231[] = {
#embed "../../sql/functions/tracker/stats_user_kind.sql"
};
static const unsigned char f232[] = {
#embed "../../sql/functions/tracker/step.sql"
};
static const unsigned char f233[] = {
#embed "../../sql/functions/tracker/stop.sql"
};
static const unsigned char f234[] = {
#embed "../../sql/functions/tracker/tell_project.sql"
};
static const unsigned char f235[] = {
#embed "../../sql/functions/tracker/undo.sql"
};
static const unsigned char f236[] = {
#embed "../../sql/functions/tracker/warning.sql"
};
static const unsigned char f237[] = {
#embed "../../sql/functions/tracker/why.sql"
};
static const unsigned char f238[] = {
#embed "../../sql/functions/tracker/worker_now.sql"
};
static const unsigned char f239[] = {
#embed "../../sql/functions/tracker/workers_for.sql"
};
static const unsigned char f240[] = {
#embed "../../sql/functions/catalog/_amount_faults.sql"
};
static const unsigned char f241[] = {
#embed "../../sql/functions/catalog/_changes_since.sql"
};
static const unsigned char f242[] = {
#embed "../../sql/functions/catalog/_completeness_faults.sql"
};
static const unsigned char f243[] = {
#embed "../../sql/functions/catalog/_condition_faults.sql"
};
static const unsigned char f244[] = {
#embed "../../sql/functions/catalog/_filter_operators.sql"
};
static const unsigned char f245[] = {
#embed "../../sql/functions/catalog/_image_keys.sql"
};
static const unsigned char f246[] = {
#embed "../../sql/functions/catalog/_is_day.sql"
};
static const unsigned char f247[] = {
#embed "../../sql/functions/catalog/_link_sets.sql"
};
static const unsigned char f248[] = {
#embed "../../sql/functions/catalog/_links.sql"
};
static const unsigned char f249[] = {
#embed "../../sql/functions/catalog/_list_faults.sql"
};
static const unsigned char f250[] = {
#embed "../../sql/functions/catalog/_locale_faults.sql"
};
static const unsigned char f251[] = {
#embed "../../sql/functions/catalog/_measurement_units.sql"
};
static const unsigned char f252[] = {
#embed "../../sql/functions/catalog/_merged_image.sql"
};
static const unsigned char f253[] = {
#embed "../../sql/functions/catalog/_move_values_below.sql"
};
static const unsigned char f254[] = {
#embed "../../sql/functions/catalog/_number_faults.sql"
};
static const unsigned char f255[] = {
#embed "../../sql/functions/catalog/_place_faults.sql"
};
static const unsigned char f256[] = {
#embed "../../sql/functions/catalog/_put_back_product_models.sql"
};
static const unsigned char f257[] = {
#embed "../../sql/functions/catalog/_put_back_products.sql"
};
static const unsigned char f258[] = {
#embed "../../sql/functions/catalog/_quoted.sql"
};
static const unsigned char f259[] = {
#embed "../../sql/functions/catalog/_scope_faults.sql"
};
static const unsigned char f260[] = {
#embed "../../sql/functions/catalog/_value_faults.sql"
};
static const unsigned char f261[] = {
#embed "../../sql/functions/catalog/add_history.sql"
};
static const unsigned char f262[] = {
#embed "../../sql/functions/catalog/add_rule_counters.sql"
};
static const unsigned char f263[] = {
#embed "../../sql/functions/catalog/clean_values.sql"
};
static const unsigned char f264[] = {
#embed "../../sql/functions/catalog/completeness.sql"
};
static const unsigned char f265[] = {
#embed "../../sql/functions/catalog/delete_attribute_groups.sql"
};
static const unsigned char f266[] = {
#embed "../../sql/functions/catalog/delete_attributes.sql"
};
static const unsigned char f267[] = {
#embed "../../sql/functions/catalog/delete_items.sql"
};
static const unsigned char f268[] = {
#embed "../../sql/functions/catalog/delete_selection.sql"
};
static const unsigned char f269[] = {
#embed "../../sql/functions/catalog/filter_faults.sql"
};
static const unsigned char f270[] = {
#embed "../../sql/functions/catalog/find_associations.sql"
};
static const unsigned char f271[] = {
#embed "../../sql/functions/catalog/find_axis_combinations.sql"
};
static const unsigned char f272[] = {
#embed "../../sql/functions/catalog/find_items.sql"
};
static const unsigned char f273[] = {
#embed "../../sql/functions/catalog/find_media.sql"
};
static const unsigned char f274[] = {
#embed "../../sql/functions/catalog/find_product_models.sql"
};
static const unsigned char f275[] = {
#embed "../../sql/functions/catalog/find_product_models_by_id.sql"
};
static const unsigned char f276[] = {
#embed "../../sql/functions/catalog/find_products.sql"
};
static const unsigned char f277[] = {
#embed "../../sql/functions/catalog/find_products_by_id.sql"
};
static const unsigned char f278[] = {
#embed "../../sql/functions/catalog/find_unique_values.sql"
};
static const unsigned char f279[] = {
#embed "../../sql/functions/catalog/fold_rules.sql"
};
static const unsigned char f280[] = {
#embed "../../sql/functions/catalog/forget_export.sql"
};
static const unsigned char f281[] = {
#embed "../../sql/functions/catalog/forget_selection.sql"
};
static const unsigned char f282[] = {
#embed "../../sql/functions/catalog/forget_undo.sql"
};
static const unsigned char f283[] = {
#embed "../../sql/functions/catalog/insert_product_models.sql"
};
static const unsigned char f284[] = {
#embed "../../sql/functions/catalog/keep_rules.sql"
};
static const unsigned char f285[] = {
#embed "../../sql/functions/catalog/last_starts.sql"
};
static const unsigned char f286[] = {
#embed "../../sql/functions/catalog/lock_items.sql"
};
static const unsigned char f287[] = {
#embed "../../sql/functions/catalog/move_values_down.sql"
};
static const unsigned char f288[] = {
#embed "../../sql/functions/catalog/next_since.sql"
};
static const unsigned char f289[] = {
#embed "../../sql/functions/catalog/plan_undo.sql"
};
static const unsigned char f290[] = {
#embed "../../sql/functions/catalog/replace_associations.sql"
};
static const unsigned char f291[] = {
#embed "../../sql/functions/catalog/replace_unique_values.sql"
};
static const unsigned char f292[] = {
#embed "../../sql/functions/catalog/reserve_ids.sql"
};
static const unsigned char f293[] = {
#embed "../../sql/functions/catalog/touched_items.sql"
};
static const unsigned char f294[] = {
#embed "../../sql/functions/catalog/undo_changes.sql"
};
static const unsigned char f295[] = {
#embed "../../sql/functions/catalog/undo_creations.sql"
};
static const unsigned char f296[] = {
#embed "../../sql/functions/catalog/undo_links.sql"
};
static const unsigned char f297[] = {
#embed "../../sql/functions/catalog/update_product_models.sql"
};
static const unsigned char f298[] = {
#embed "../../sql/functions/catalog/update_products.sql"
};
static const unsigned char f299[] = {
#embed "../../sql/functions/catalog/write_product_models_each.sql"
};
static const unsigned char f300[] = {
#embed "../../sql/functions/catalog/write_products_each.sql"
};
const struct sql_file sql_files[] = {
    {"migrations/0001_roles_and_schemas.sql", f1, sizeof f1},
    {"migrations/0002_job_execution.sql", f2, sizeof f2},
    {"migrations/0003_job_task.sql", f3, sizeof f3},
    {"migrations/0004_job_file_and_access.sql", f4, sizeof f4},
    {"migrations/0005_catalog_structure.sql", f5, sizeof f5},
    {"migrations/0006_catalog_product.sql", f6, sizeof f6},
    {"migrations/0007_access.sql", f7, sizeof f7},
    {"migrations/0008_reporting.sql", f8, sizeof f8},
    {"migrations/0009_control.sql", f9, sizeof f9},
    {"migrations/0010_profile.sql", f10, sizeof f10},
    {"migrations/0011_import_rules.sql", f11, sizeof f11},
    {"migrations/0012_preview.sql", f12, sizeof f12},
    {"migrations/0013_media.sql", f13, sizeof f13},
    {"migrations/0014_exports.sql", f14, sizeof f14},
    {"migrations/0015_end_blockers.sql", f15, sizeof f15},
    {"migrations/0017_unkept_warning.sql", f16, sizeof f16},
    {"migrations/0018_record_mark.sql", f17, sizeof f17},
    {"migrations/0019_filter.sql", f18, sizeof f18},
    {"migrations/0020_history.sql", f19, sizeof f19},
    {"migrations/0021_selection.sql", f20, sizeof f20},
    {"migrations/0023_export_archive.sql", f21, sizeof f21},
    {"migrations/0024_rule.sql", f22, sizeof f22},
    {"migrations/0025_rule_execution.sql", f23, sizeof f23},
    {"migrations/0027_projects.sql", f24, sizeof f24},
    {"migrations/0028_schedules.sql", f25, sizeof f25},
    {"migrations/0030_week_at_a_glance.sql", f26, sizeof f26},
    {"migrations/0031_put_back.sql", f27, sizeof f27},
    {"migrations/0032_rule_runs.sql", f28, sizeof f28},
    {"migrations/0035_project_numbers.sql", f29, sizeof f29},
    {"migrations/0036_project_change_storage.sql", f30, sizeof f30},
    {"migrations/0038_history_order.sql", f31, sizeof f31},
    {"functions/job/_add_counters.sql", f32, sizeof f32},
    {"functions/job/_advance_clock.sql", f33, sizeof f33},
    {"functions/job/_bound_transaction.sql", f34, sizeof f34},
    {"functions/job/_changed_fields.sql", f35, sizeof f35},
    {"functions/job/_clock.sql", f36, sizeof f36},
    {"functions/job/_count_off.sql", f37, sizeof f37},
    {"functions/job/_counted_warnings.sql", f38, sizeof f38},
    {"functions/job/_cron_field.sql", f39, sizeof f39},
    {"functions/job/_drop_partitions.sql", f40, sizeof f40},
    {"functions/job/_drop_previews.sql", f41, sizeof f41},
    {"functions/job/_drop_unused_media.sql", f42, sizeof f42},
    {"functions/job/_end_blockers.sql", f43, sizeof f43},
    {"functions/job/_end_execution.sql", f44, sizeof f44},
    {"functions/job/_end_waiting.sql", f45, sizeof f45},
    {"functions/job/_first_tag.sql", f46, sizeof f46},
    {"functions/job/_forget_openings.sql", f47, sizeof f47},
    {"functions/job/_give_turn.sql", f48, sizeof f48},
    {"functions/job/_give_turns.sql", f49, sizeof f49},
    {"functions/job/_hand_on.sql", f50, sizeof f50},
    {"functions/job/_hand_on_lost.sql", f51, sizeof f51},
    {"functions/job/_hint.sql", f52, sizeof f52},
    {"functions/job/_in_schema.sql", f53, sizeof f53},
    {"functions/job/_is_paused.sql", f54, sizeof f54},
    {"functions/job/_keep_errors.sql", f55, sizeof f55},
    {"functions/job/_keep_months.sql", f56, sizeof f56},
    {"functions/job/_kept_warnings.sql", f57, sizeof f57},
    {"functions/job/_lock_open_step.sql", f58, sizeof f58},
    {"functions/job/_lock_turn.sql", f59, sizeof f59},
    {"functions/job/_locked_workers.sql", f60, sizeof f60},
    {"functions/job/_log.sql", f61, sizeof f61},
    {"functions/job/_make_partitions.sql", f62, sizeof f62},
    {"functions/job/_make_preview.sql", f63, sizeof f63},
    {"functions/job/_make_preview_functions.sql", f64, sizeof f64},
    {"functions/job/_next_fire.sql", f65, sizeof f65},
    {"functions/job/_notify_end.sql", f66, sizeof f66},
    {"functions/job/_pass_unplanned.sql", f67, sizeof f67},
    {"functions/job/_pause_waiting.sql", f68, sizeof f68},
    {"functions/job/_put_event.sql", f69, sizeof f69},
    {"functions/job/_put_outcome.sql", f70, sizeof f70},
    {"functions/job/_put_reasons.sql", f71, sizeof f71},
    {"functions/job/_put_tasks.sql", f72, sizeof f72},
    {"functions/job/_ready_again.sql", f73, sizeof f73},
    {"functions/job/_reopen_step.sql", f74, sizeof f74},
    {"functions/job/_requeue.sql", f75, sizeof f75},
    {"functions/job/_retain.sql", f76, sizeof f76},
    {"functions/job/_retry_refusal.sql", f77, sizeof f77},
    {"functions/job/_set_aside.sql", f78, sizeof f78},
    {"functions/job/_settle_pause.sql", f79, sizeof f79},
    {"functions/job/_take_ready.sql", f80, sizeof f80},
    {"functions/job/_take_turn.sql", f81, sizeof f81},
    {"functions/job/_template.sql", f82, sizeof f82},
    {"functions/job/_trim_warnings.sql", f83, sizeof f83},
    {"functions/job/_wait_turn.sql", f84, sizeof f84},
    {"functions/job/add_invalid_items.sql", f85, sizeof f85},
    {"functions/job/add_pieces.sql", f86, sizeof f86},
    {"functions/job/add_warnings.sql", f87, sizeof f87},
    {"functions/job/begin_many.sql", f88, sizeof f88},
    {"functions/job/begin_task.sql", f89, sizeof f89},
    {"functions/job/checkpoint.sql", f90, sizeof f90},
    {"functions/job/claim.sql", f91, sizeof f91},
    {"functions/job/complete_artifact.sql", f92, sizeof f92},
    {"functions/job/complete_step.sql", f93, sizeof f93},
    {"functions/job/drop_input.sql", f94, sizeof f94},
    {"functions/job/drop_preview.sql", f95, sizeof f95},
    {"functions/job/fail_step.sql", f96, sizeof f96},
    {"functions/job/fail_task.sql", f97, sizeof f97},
    {"functions/job/fence.sql", f98, sizeof f98},
    {"functions/job/finish_many.sql", f99, sizeof f99},
    {"functions/job/finish_task.sql", f100, sizeof f100},
    {"functions/job/fire_schedules.sql", f101, sizeof f101},
    {"functions/job/hand_back.sql", f102, sizeof f102},
    {"functions/job/heartbeat.sql", f103, sizeof f103},
    {"functions/job/hold.sql", f104, sizeof f104},
    {"functions/job/horizon.sql", f105, sizeof f105},
    {"functions/job/import_profile.sql", f106, sizeof f106},
    {"functions/job/leave.sql", f107, sizeof f107},
    {"functions/job/make_artifact.sql", f108, sizeof f108},
    {"functions/job/make_preview.sql", f109, sizeof f109},
    {"functions/job/now.sql", f110, sizeof f110},
    {"functions/job/pause_task.sql", f111, sizeof f111},
    {"functions/job/put_profile.sql", f112, sizeof f112},
    {"functions/job/record_error.sql", f113, sizeof f113},
    {"functions/job/register_jobs.sql", f114, sizeof f114},
    {"functions/job/register_worker.sql", f115, sizeof f115},
    {"functions/job/rescue.sql", f116, sizeof f116},
    {"functions/job/set_facts.sql", f117, sizeof f117},
    {"functions/job/set_total.sql", f118, sizeof f118},
    {"functions/job/start_phase.sql", f119, sizeof f119},
    {"functions/job/steal.sql", f120, sizeof f120},
    {"functions/job/unhold.sql", f121, sizeof f121},
    {"functions/job/upkeep.sql", f122, sizeof f122},
    {"functions/tracker/_base_url.sql", f123, sizeof f123},
    {"functions/tracker/_caller_role.sql", f124, sizeof f124},
    {"functions/tracker/_check_edit.sql", f125, sizeof f125},
    {"functions/tracker/_check_parameters.sql", f126, sizeof f126},
    {"functions/tracker/_check_profile.sql", f127, sizeof f127},
    {"functions/tracker/_check_project.sql", f128, sizeof f128},
    {"functions/tracker/_check_undo.sql", f129, sizeof f129},
    {"functions/tracker/_check_values.sql", f130, sizeof f130},
    {"functions/tracker/_copy_comments.sql", f131, sizeof f131},
    {"functions/tracker/_details_from.sql", f132, sizeof f132},
    {"functions/tracker/_drop_project.sql", f133, sizeof f133},
    {"functions/tracker/_ended_lately.sql", f134, sizeof f134},
    {"functions/tracker/_field_text.sql", f135, sizeof f135},
    {"functions/tracker/_foreign_currency.sql", f136, sizeof f136},
    {"functions/tracker/_heard_at.sql", f137, sizeof f137},
    {"functions/tracker/_job.sql", f138, sizeof f138},
    {"functions/tracker/_lay_over.sql", f139, sizeof f139},
    {"functions/tracker/_live_errors.sql", f140, sizeof f140},
    {"functions/tracker/_live_reasons.sql", f141, sizeof f141},
    {"functions/tracker/_live_warnings.sql", f142, sizeof f142},
    {"functions/tracker/_may_act.sql", f143, sizeof f143},
    {"functions/tracker/_merge_parameters.sql", f144, sizeof f144},
    {"functions/tracker/_notify_project.sql", f145, sizeof f145},
    {"functions/tracker/_now.sql", f146, sizeof f146},
    {"functions/tracker/_opened.sql", f147, sizeof f147},
    {"functions/tracker/_progress.sql", f148, sizeof f148},
    {"functions/tracker/_project_schedule.sql", f149, sizeof f149},
    {"functions/tracker/_project_state.sql", f150, sizeof f150},
    {"functions/tracker/_project_url.sql", f151, sizeof f151},
    {"functions/tracker/_queue_position.sql", f152, sizeof f152},
    {"functions/tracker/_url.sql", f153, sizeof f153},
    {"functions/tracker/_visible_artifact.sql", f154, sizeof f154},
    {"functions/tracker/_visible_entry.sql", f155, sizeof f155},
    {"functions/tracker/_visible_error.sql", f156, sizeof f156},
    {"functions/tracker/_visible_execution.sql", f157, sizeof f157},
    {"functions/tracker/_visible_log.sql", f158, sizeof f158},
    {"functions/tracker/_visible_projects.sql", f159, sizeof f159},
    {"functions/tracker/_visible_reason.sql", f160, sizeof f160},
    {"functions/tracker/_visible_rule.sql", f161, sizeof f161},
    {"functions/tracker/_visible_step.sql", f162, sizeof f162},
    {"functions/tracker/_visible_warning.sql", f163, sizeof f163},
    {"functions/tracker/add_person.sql", f164, sizeof f164},
    {"functions/tracker/artifact.sql", f165, sizeof f165},
    {"functions/tracker/caller.sql", f166, sizeof f166},
    {"functions/tracker/catalog_history.sql", f167, sizeof f167},
    {"functions/tracker/change_profile.sql", f168, sizeof f168},
    {"functions/tracker/change_project.sql", f169, sizeof f169},
    {"functions/tracker/change_setting.sql", f170, sizeof f170},
    {"functions/tracker/create_profile.sql", f171, sizeof f171},
    {"functions/tracker/create_project.sql", f172, sizeof f172},
    {"functions/tracker/create_schedule.sql", f173, sizeof f173},
    {"functions/tracker/delete_profile.sql", f174, sizeof f174},
    {"functions/tracker/delete_project.sql", f175, sizeof f175},
    {"functions/tracker/delete_schedule.sql", f176, sizeof f176},
    {"functions/tracker/enable_rule.sql", f177, sizeof f177},
    {"functions/tracker/end_projects.sql", f178, sizeof f178},
    {"functions/tracker/entry.sql", f179, sizeof f179},
    {"functions/tracker/error.sql", f180, sizeof f180},
    {"functions/tracker/execution.sql", f181, sizeof f181},
    {"functions/tracker/fail_upload.sql", f182, sizeof f182},
    {"functions/tracker/finish_projects.sql", f183, sizeof f183},
    {"functions/tracker/finish_upload.sql", f184, sizeof f184},
    {"functions/tracker/launch.sql", f185, sizeof f185},
    {"functions/tracker/log.sql", f186, sizeof f186},
    {"functions/tracker/mark_read.sql", f187, sizeof f187},
    {"functions/tracker/me.sql", f188, sizeof f188},
    {"functions/tracker/my_artifact.sql", f189, sizeof f189},
    {"functions/tracker/my_duration.sql", f190, sizeof f190},
    {"functions/tracker/my_entry.sql", f191, sizeof f191},
    {"functions/tracker/my_error.sql", f192, sizeof f192},
    {"functions/tracker/my_execution.sql", f193, sizeof f193},
    {"functions/tracker/my_last_operations.sql", f194, sizeof f194},
    {"functions/tracker/my_log.sql", f195, sizeof f195},
    {"functions/tracker/my_notification.sql", f196, sizeof f196},
    {"functions/tracker/my_project.sql", f197, sizeof f197},
    {"functions/tracker/my_project_contributor.sql", f198, sizeof f198},
    {"functions/tracker/my_project_contributor_group.sql", f199, sizeof f199},
    {"functions/tracker/my_project_group.sql", f200, sizeof f200},
    {"functions/tracker/my_reason.sql", f201, sizeof f201},
    {"functions/tracker/my_rule.sql", f202, sizeof f202},
    {"functions/tracker/my_running.sql", f203, sizeof f203},
    {"functions/tracker/my_schedule.sql", f204, sizeof f204},
    {"functions/tracker/my_slow_execution.sql", f205, sizeof f205},
    {"functions/tracker/my_stats_daily.sql", f206, sizeof f206},
    {"functions/tracker/my_step.sql", f207, sizeof f207},
    {"functions/tracker/my_warning.sql", f208, sizeof f208},
    {"functions/tracker/note_changes.sql", f209, sizeof f209},
    {"functions/tracker/open.sql", f210, sizeof f210},
    {"functions/tracker/opened_by.sql", f211, sizeof f211},
    {"functions/tracker/opened_execution.sql", f212, sizeof f212},
    {"functions/tracker/pause.sql", f213, sizeof f213},
    {"functions/tracker/pause_schedule.sql", f214, sizeof f214},
    {"functions/tracker/profile.sql", f215, sizeof f215},
    {"functions/tracker/project_products.sql", f216, sizeof f216},
    {"functions/tracker/put_pieces.sql", f217, sizeof f217},
    {"functions/tracker/put_project_products.sql", f218, sizeof f218},
    {"functions/tracker/queue_now.sql", f219, sizeof f219},
    {"functions/tracker/reason.sql", f220, sizeof f220},
    {"functions/tracker/remind_projects.sql", f221, sizeof f221},
    {"functions/tracker/remove_notification.sql", f222, sizeof f222},
    {"functions/tracker/resume.sql", f223, sizeof f223},
    {"functions/tracker/retry.sql", f224, sizeof f224},
    {"functions/tracker/rule.sql", f225, sizeof f225},
    {"functions/tracker/set_groups.sql", f226, sizeof f226},
    {"functions/tracker/start_upload.sql", f227, sizeof f227},
    {"functions/tracker/stats_hourly.sql", f228, sizeof f228},
    {"functions/tracker/stats_job.sql", f229, sizeof f229},
    {"functions/tracker/stats_reason.sql", f230, sizeof f230},
    {"functions/tracker/stats_user_kind.sql", f231, sizeof f231},
    {"functions/tracker/step.sql", f232, sizeof f232},
    {"functions/tracker/stop.sql", f233, sizeof f233},
    {"functions/tracker/tell_project.sql", f234, sizeof f234},
    {"functions/tracker/undo.sql", f235, sizeof f235},
    {"functions/tracker/warning.sql", f236, sizeof f236},
    {"functions/tracker/why.sql", f237, sizeof f237},
    {"functions/tracker/worker_now.sql", f238, sizeof f238},
    {"functions/tracker/workers_for.sql", f239, sizeof f239},
    {"functions/catalog/_amount_faults.sql", f240, sizeof f240},
    {"functions/catalog/_changes_since.sql", f241, sizeof f241},
    {"functions/catalog/_completeness_faults.sql", f242, sizeof f242},
    {"functions/catalog/_condition_faults.sql", f243, sizeof f243},
    {"functions/catalog/_filter_operators.sql", f244, sizeof f244},
    {"functions/catalog/_image_keys.sql", f245, sizeof f245},
    {"functions/catalog/_is_day.sql", f246, sizeof f246},
    {"functions/catalog/_link_sets.sql", f247, sizeof f247},
    {"functions/catalog/_links.sql", f248, sizeof f248},
    {"functions/catalog/_list_faults.sql", f249, sizeof f249},
    {"functions/catalog/_locale_faults.sql", f250, sizeof f250},
    {"functions/catalog/_measurement_units.sql", f251, sizeof f251},
    {"functions/catalog/_merged_image.sql", f252, sizeof f252},
    {"functions/catalog/_move_values_below.sql", f253, sizeof f253},
    {"functions/catalog/_number_faults.sql", f254, sizeof f254},
    {"functions/catalog/_place_faults.sql", f255, sizeof f255},
    {"functions/catalog/_put_back_product_models.sql", f256, sizeof f256},
    {"functions/catalog/_put_back_products.sql", f257, sizeof f257},
    {"functions/catalog/_quoted.sql", f258, sizeof f258},
    {"functions/catalog/_scope_faults.sql", f259, sizeof f259},
    {"functions/catalog/_value_faults.sql", f260, sizeof f260},
    {"functions/catalog/add_history.sql", f261, sizeof f261},
    {"functions/catalog/add_rule_counters.sql", f262, sizeof f262},
    {"functions/catalog/clean_values.sql", f263, sizeof f263},
    {"functions/catalog/completeness.sql", f264, sizeof f264},
    {"functions/catalog/delete_attribute_groups.sql", f265, sizeof f265},
    {"functions/catalog/delete_attributes.sql", f266, sizeof f266},
    {"functions/catalog/delete_items.sql", f267, sizeof f267},
    {"functions/catalog/delete_selection.sql", f268, sizeof f268},
    {"functions/catalog/filter_faults.sql", f269, sizeof f269},
    {"functions/catalog/find_associations.sql", f270, sizeof f270},
    {"functions/catalog/find_axis_combinations.sql", f271, sizeof f271},
    {"functions/catalog/find_items.sql", f272, sizeof f272},
    {"functions/catalog/find_media.sql", f273, sizeof f273},
    {"functions/catalog/find_product_models.sql", f274, sizeof f274},
    {"functions/catalog/find_product_models_by_id.sql", f275, sizeof f275},
    {"functions/catalog/find_products.sql", f276, sizeof f276},
    {"functions/catalog/find_products_by_id.sql", f277, sizeof f277},
    {"functions/catalog/find_unique_values.sql", f278, sizeof f278},
    {"functions/catalog/fold_rules.sql", f279, sizeof f279},
    {"functions/catalog/forget_export.sql", f280, sizeof f280},
    {"functions/catalog/forget_selection.sql", f281, sizeof f281},
    {"functions/catalog/forget_undo.sql", f282, sizeof f282},
    {"functions/catalog/insert_product_models.sql", f283, sizeof f283},
    {"functions/catalog/keep_rules.sql", f284, sizeof f284},
    {"functions/catalog/last_starts.sql", f285, sizeof f285},
    {"functions/catalog/lock_items.sql", f286, sizeof f286},
    {"functions/catalog/move_values_down.sql", f287, sizeof f287},
    {"functions/catalog/next_since.sql", f288, sizeof f288},
    {"functions/catalog/plan_undo.sql", f289, sizeof f289},
    {"functions/catalog/replace_associations.sql", f290, sizeof f290},
    {"functions/catalog/replace_unique_values.sql", f291, sizeof f291},
    {"functions/catalog/reserve_ids.sql", f292, sizeof f292},
    {"functions/catalog/touched_items.sql", f293, sizeof f293},
    {"functions/catalog/undo_changes.sql", f294, sizeof f294},
    {"functions/catalog/undo_creations.sql", f295, sizeof f295},
    {"functions/catalog/undo_links.sql", f296, sizeof f296},
    {"functions/catalog/update_product_models.sql", f297, sizeof f297},
    {"functions/catalog/update_products.sql", f298, sizeof f298},
    {"functions/catalog/write_product_models_each.sql", f299, sizeof f299},
    {"functions/catalog/write_products_each.sql", f300, sizeof f300},
};
const size_t sql_file_count = sizeof sql_files / sizeof sql_files[0];
