-- SPDX-License-Identifier: Apache-2.0
-- The import by hand: a staging table of texts, and a table like catalog.product. Nothing is validated, nothing is reported.
create schema limit_import;
create unlogged table limit_import.staging (
    sku text,
    family text,
    categories text,
    enabled text,
    name text,
    description text,
    brand text,
    color text,
    materials text,
    price text,
    rating text,
    warranty_months text,
    release_date text,
    outdoor text,
    ean text,
    manual_code text
);
create table limit_import.product (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    identifier text not null unique,
    family text,
    categories text[] not null,
    enabled boolean not null,
    values jsonb compression lz4 not null,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
