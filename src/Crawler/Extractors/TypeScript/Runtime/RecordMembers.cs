using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.TypeScript.Runtime;

/// <summary>Members that every object of JavaScript has, where it does not define them itself.</summary>
internal static class RecordMembers
{
    public static Value Of(RecordValue record, string name) =>
        name switch
        {
            "hasOwnProperty" => Native.Of(name, (_, call) => Native.TextOrNull(call, 0) is { } key && !record.IsOpen ? ConstantValue.Of(record.FindOrNull(key) is not null) : UnknownValue.Plain),
            "toString" or "valueOf" => UnknownValue.Plain,
            "constructor" when record.Class is { } type => type,
            "then" or "catch" or "finally" when record.Class is null && !record.IsOpen => name == "catch" ? Native.Of(name, (_, _) => record) : Native.Of(name, (m, call) => m.Call(call.Arguments.Count > 0 ? call.Arguments[0] : UnknownValue.Plain, record)),
            _ => record.IsOpen || record.Tag is string ? UnknownValue.Plain : ConstantValue.Undefined,
        };
}
