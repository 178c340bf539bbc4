"""Bit fields of heap objects that only `v8print` shows, V8 11.8 (Node 21)."""

AFTER = "bits_10_7"

BITS = {
    # src/objects/api-callbacks.tq
    "AccessorInfo.flags": {
        "all_can_read": None, "all_can_write": None, "is_special_data_property": None, "is_sloppy": None,
        "replace_on_access": None, "getter_side_effect_type": None, "setter_side_effect_type": None,
        "initial_attributes": None,
    },
    # src/objects/call-site-info.tq
    "CallSiteInfo.flags": {
        "is_wasm": None, "is_asm_js_wasm": None, "is_strict": None, "is_constructor": None,
        "is_asm_js_at_number_conversion": None, "is_async": None, "is_source_position_computed": None,
    },
}
