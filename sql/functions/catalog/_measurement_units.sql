-- SPDX-License-Identifier: Apache-2.0
--
-- catalog._measurement_units: the folded codes of the units of each measurement family, as the program defines them; a test
-- compares the two. Caller: catalog._condition_faults. Locks: none.
create or replace function catalog._measurement_units() returns jsonb
    language sql immutable parallel safe
    set search_path = pg_catalog, pg_temp
as $$
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
alter function catalog._measurement_units() owner to chantier_owner;
comment on function catalog._measurement_units() is 'Folded family to its folded units: what a condition on a measurement may name.';
revoke execute on function catalog._measurement_units() from public;
grant execute on function catalog._measurement_units() to chantier_definer, chantier_worker;
