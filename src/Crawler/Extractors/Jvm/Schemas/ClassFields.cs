using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Schemas;

/// <summary>The members of a class that JSON holds: components of a record, properties of a Kotlin constructor, fields.</summary>
internal static class ClassFields
{
    public static IEnumerable<ClassField> Of(ClassValue type)
    {
        var isKotlin = type.Scope.Module.Path.EndsWith(".kt", StringComparison.Ordinal) || type.Scope.Module.Path.EndsWith(".kts", StringComparison.Ordinal);
        foreach (var constructor in type.Node[1].Children.Where(static c => c is { Kind: FactKind.Method, Text: "constructor" }))
        {
            foreach (var parameter in constructor[0][0].Children.Where(static p => p.Has(FactFlags.Member) && p[0].Text is not null))
            {
                yield return new ClassField(parameter[0].Text!, parameter[2], parameter[3], parameter[1], isKotlin);
            }
        }

        if (ClassMembers.Kind(type) == "record")
        {
            yield break;
        }

        foreach (var field in type.Node[1].Children.Where(static c => c.Kind == FactKind.Field && c.Text![0] != '$'))
        {
            if (!(field[4].Text ?? "").Split(' ').Contains("transient"))
            {
                // An initial value of a Java field is what an object has that is told nothing.
                yield return new ClassField(field.Text!, field[2], field[3], isKotlin ? field[0] : FactNode.Absent, isKotlin);
            }
        }
    }
}
