-- SPDX-License-Identifier: Apache-2.0
--
-- What changed an item since a moment is found without a look at all that changed it before: an undo of today's edit costs the same
-- however long the items' history is.

set local role chantier_owner;

drop index catalog.history_item_id_idx;
create index history_item_id_place_idx on catalog.history (item_id, place) where item_id is not null;
comment on index catalog.history_item_id_place_idx is 'The changes of an item in their order.';
comment on column catalog.history.place is 'The order of changes of one item: taken when the item''s row was locked already; changes of several items that are written together have one.';

reset role;
