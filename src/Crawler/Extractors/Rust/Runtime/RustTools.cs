using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Rust.Runtime;

/// <summary>Methods that build tools and their annotations, by their names in the known libraries.</summary>
internal static class RustTools
{
    /// <summary>A method of a tool or of annotations; null for other values.</summary>
    public static NativeValue? BuilderOrNull(Value target, string name) =>
        target.Primary is not RecordValue record || record.Tag is not string type ? null : type switch
        {
            "Tool" => name switch
            {
                "annotate" or "with_annotations" or "annotations" => Setter(record, "annotations", name),
                "with_title" or "title" => Setter(record, "title", name),
                "with_description" or "description" => Setter(record, "description", name),
                "with_input_schema" or "with_raw_input_schema" or "input_schema" => Setter(record, "inputSchema", name),
                _ when name.StartsWith("with_", StringComparison.Ordinal) => new NativeValue(name, (_, _) => record),
                _ => null,
            },
            "ToolAnnotations" => name switch
            {
                "title" or "with_title" => Setter(record, "title", name),
                "read_only" or "with_read_only" or "read_only_hint" or "with_read_only_hint" => Setter(record, "readOnlyHint", name),
                "destructive" or "with_destructive" or "destructive_hint" or "with_destructive_hint" => Setter(record, "destructiveHint", name),
                "idempotent" or "with_idempotent" or "idempotent_hint" or "with_idempotent_hint" => Setter(record, "idempotentHint", name),
                "open_world" or "with_open_world" or "open_world_hint" or "with_open_world_hint" => Setter(record, "openWorldHint", name),
                _ => null,
            },
            _ => name.StartsWith("with_", StringComparison.Ordinal) ? new NativeValue(name, (_, _) => record) : null,
        };

    private static NativeValue Setter(RecordValue record, string member, string name) =>
        new(name, (_, call) => RustCalls.With(record, member, call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain));
}
