using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Python.Schemas;

/// <summary>A call of pydantic's <c>Field</c>.</summary>
internal sealed class FieldValue(CallSite call) : Value
{
    public override bool? Truth => true;

    /// <summary>The default; null where the field must be given, or where a factory makes it.</summary>
    public Value? Default => call.Arguments.Count > 0 && !IsEllipsis(call.Arguments[0]) ? call.Arguments[0] : Named("default") is { } named && !IsEllipsis(named) ? named : null;

    /// <summary>True where it must be given.</summary>
    public bool IsRequired => Default is null && Named("default_factory") is null;

    /// <summary>An argument by name; null where there is none.</summary>
    public Value? Named(string name) => call.Named.GetValueOrDefault(name);

    /// <summary>A constant text argument; null where there is none.</summary>
    public ConstantValue? Text(string name) => Named(name)?.Primary as ConstantValue is { Text: not null } text ? text : null;

    public static bool IsEllipsis(Value value) => value is UnknownValue { Path: "Ellipsis" };
}
