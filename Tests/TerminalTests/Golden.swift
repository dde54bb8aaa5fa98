// SPDX-License-Identifier: Apache-2.0

// swift-format-ignore-file

/// What `ListSample.list` looks like.
enum Golden {
    static let plain = #"""
        b21d09aa-6c1e-4f0b-9a55-0f3b6f6f7d11	queued	blue	export	csv_product_export			62	0	0
        7c9e2a1f-6c1e-4f0b-9a55-0f3b6f6f7d11	running	blue	import	csv_product_import	2025-11-22T09:58:04Z		252	12	0
        41f0c7de-6c1e-4f0b-9a55-0f3b6f6f7d11	completed	green	project	project_calculation	2025-11-22T09:29:28Z	2025-11-22T09:30:16Z	48	0	0
        0aa93b52-6c1e-4f0b-9a55-0f3b6f6f7d11	completed	yellow	import	csv_price_import	2025-11-22T08:50:13Z	2025-11-22T09:02:16Z	723	37	0
        e5517c60-6c1e-4f0b-9a55-0f3b6f6f7d11	failed	red	mass_edit	set_attribute	2025-11-21T09:02:19Z	2025-11-21T09:02:28Z	9	2	1
        93bd1f07-6c1e-4f0b-9a55-0f3b6f6f7d11	stopped	grey	rule	rules	2025-11-20T02:28:59Z	2025-11-20T02:31:39Z	160	0	0
        """#

    static let queuedJSON = #"{"schema":1,"id":"b21d09aa-6c1e-4f0b-9a55-0f3b6f6f7d11","url":"https://pim.example/executions/b21d09aa-6c1e-4f0b-9a55-0f3b6f6f7d11","job":"csv_product_export","profile":null,"label":"Export print catalogue","kind":"export","owner":"mary","status":"queued","colour":"blue","warnings":0,"errors":0,"queued_at":"2025-11-22T10:01:14.25Z","started_at":null,"ended_at":null,"queue_s":null,"duration_s":null,"step":1,"step_count":3,"elapsed_s":null,"stopped_by":null,"first_error":null,"progress":null,"preview":false}"#
    static let runningJSONPart = #""warnings":12,"errors":0,"queued_at":"2025-11-22T09:58:01.25Z","started_at":"2025-11-22T09:58:04.25Z","ended_at":null,"queue_s":3,"duration_s":null,"step":2,"step_count":3,"elapsed_s":252,"stopped_by":null,"first_error":null,"progress":{"no":2,"name":"import","status":"running","colour":"yellow","done":6100,"total":10000,"unit":"products","rate_per_s":24,"eta_s":150,"stalled":false,"counters":{"read":6100,"created":0,"updated":6100,"unchanged":0,"skipped":0,"invalid":0,"written":0},"warnings":12,"errors":0,"started_at":"#

    static let wide = #"""
           STATUS                    JOB                      KIND       STARTED         TOOK  ID
        ○  Queued                    Export print catalogue   export     –              1m02s  b21d09aa
        ◐  Running 2/3  12 warnings  Import products (ERP)    import     4 min ago      4m12s  7c9e2a1f
           └ import              █████████░░░░░░░  61 %   6 100 of 10 000 products   about 2 min 30 s left
        ✔  Completed                 Recalculate “Spring 26”  project    32 min ago       48s  41f0c7de
        ▲  Completed  37 warnings    价格导入 Import prices   import     1 h ago       12m03s  0aa93b52
        ✖  Failed  1 error, 2 warn.  Bulk edit: set brand     mass edit  21 Nov 09:02      9s  e5517c60
           └ connection to ERP lost after 9 000 products
        ■  Stopped by mary           Run rules “care labels”  rule       20 Nov 02:28   2m40s  93bd1f07
        """#

    static let narrow = #"""
           STATUS           JOB                      ID
        ○  Queued           Export print catalogue   b21d09aa
        ◐  Running 2/3 61%  Import products (ERP)    7c9e2a1f
        ✔  Completed        Recalculate “Spring 26”  41f0c7de
        ▲  Completed 37     价格导入 Import prices   0aa93b52
        ✖  Failed 1         Bulk edit: set brand     e5517c60
        ■  Stopped by mary  Run rules “care labels”  93bd1f07
        """#

    static let french = #"""
           ÉTAT                       TRAVAIL               GENRE            DÉBUT           DURÉE  ID
        ○  En attente                 Export print catalo…  export           –               1m02s  b21d09aa
        ◐  En cours 2/3  12 avert.    Import products (ER…  import           il y a 4 min    4m12s  7c9e2a1f
           └ import              █████████░░░░░░░  61 %   environ 2 min 30 s restantes
        ✔  Terminée                   Recalculate “Spring…  projet           il y a 32 min     48s  41f0c7de
        ▲  Terminée  37 avert.        价格导入 Import pri…  import           il y a 1 h     12m03s  0aa93b52
        ✖  Échec  1 erreur, 2 avert.  Bulk edit: set brand  modif. en masse  21 nov. 09:02      9s  e5517c60
           └ connection to ERP lost after 9 000 products
        ■  Arrêtée par mary           Run rules “care lab…  règle            20 nov. 02:28   2m40s  93bd1f07
        """#

    static let ascii = #"""
              STATUS                    JOB                      KIND       STARTED         TOOK  ID
        [..]  Queued                    Export print catalogue   export     -              1m02s  b21d09aa
        [>>]  Running 2/3  12 warnings  Import products (ERP)    import     4 min ago      4m12s  7c9e2a1f
           `- import              #########-------  61 %   6 100 of 10 000 products   about 2 min 30 s left
        [ok]  Completed                 Recalculate “Spring 26”  project    32 min ago       48s  41f0c7de
        [!!]  Completed  37 warnings    价格导入 Import prices   import     1 h ago       12m03s  0aa93b52
        [XX]  Failed  1 error, 2 warn.  Bulk edit: set brand     mass edit  21 Nov 09:02      9s  e5517c60
           `- connection to ERP lost after 9 000 products
        [--]  Stopped by mary           Run rules “care labels”  rule       20 Nov 02:28   2m40s  93bd1f07
        """#
}
