#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
# Run once by the database's image, before the migrations: the workers' login, so that it has a password.
set -euo pipefail
psql --set ON_ERROR_STOP=1 --set password="$CHANTIER_WORKER_PASSWORD" --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role chantier_worker login password :'password';
SQL
