using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Lowering;

/// <summary>Types as the lowerings write them.</summary>
internal static class Types
{
    /// <summary>The class without package, what is around it, arguments and the mark of what may be null; <c>[]</c> for arrays; empty where there is no type.</summary>
    public static string NameOf(FactNode type)
    {
        var name = FullNameOf(type);
        return name[(name.LastIndexOf('.') + 1)..];
    }

    /// <summary>The class as written, without arguments and the mark of what may be null.</summary>
    public static string FullNameOf(FactNode type)
    {
        type = Bare(type);
        return (type.Kind == FactKind.Index ? type[0].Text : type.Text) ?? "";
    }

    /// <summary>An argument of a type; absent where it has none.</summary>
    public static FactNode ArgumentOf(FactNode type, int index) => Bare(type) is { Kind: FactKind.Index } generic ? generic[index + 1] : FactNode.Absent;

    public static bool MayBeNull(FactNode type) => type is { Kind: FactKind.Unary, Text: "?" };

    private static FactNode Bare(FactNode type)
    {
        while (MayBeNull(type))
        {
            type = type[0];
        }

        return type;
    }
}
