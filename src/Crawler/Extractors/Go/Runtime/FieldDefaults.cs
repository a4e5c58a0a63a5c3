using System.Globalization;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Go.Types;

namespace Catalog.Crawler.Extractors.Go.Runtime;

/// <summary>What a field of a program's settings is worth where nothing is set: libraries of flags and of environment variables read it off the field's tag.</summary>
internal static class FieldDefaults
{
    private static readonly string[] Defaults = ["default", "envDefault", "env-default"];

    /// <summary>The value, with the setting that it depends on; null where the tag says nothing.</summary>
    public static Value? OrNull(GoField field, GoType type)
    {
        var variable = StructTag.FindOrNull(field.Tag, "env") ?? StructTag.FindOrNull(field.Tag, "envconfig");
        var usual = Defaults.Select(key => StructTag.FindOrNull(field.Tag, key)).FirstOrDefault(static d => d is not null);
        if (usual is null && variable is null)
        {
            return null;
        }

        var taint = variable is { Length: > 0 } ? $"the environment variable {variable.Split(',')[0]}" : $"the setting {field.Name}";
        return type.Kind switch
        {
            TypeKind.Basic when type.Name == "string" => ConstantValue.Of(usual ?? "").With(taint, partial: false),
            TypeKind.Basic when type.Name == "bool" => ConstantValue.Of(usual == "true").With(taint, partial: false),
            TypeKind.Basic when double.TryParse(usual ?? "0", NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => ConstantValue.Of(number).With(taint, partial: false),
            TypeKind.Slice => new ListValue { Items = [.. (usual ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries).Select(static v => new Slot(ConstantValue.Of(v.Trim()), null))], Taint = taint, IsOpen = true },
            _ => null,
        };
    }
}
