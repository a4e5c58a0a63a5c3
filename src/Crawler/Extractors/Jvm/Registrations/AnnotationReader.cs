using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Runtime;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Registrations;

/// <summary>What annotations of a class and its members say, as far as it is constant.</summary>
internal sealed class AnnotationReader(Machine machine, JvmHost host, ClassValue type)
{
    /// <summary>The first annotation of one of some names, by the last part of the name as written; null where there is none.</summary>
    public FactNode? FindOrNull(FactNode annotations, params ReadOnlySpan<string> names)
    {
        foreach (var annotation in annotations.Children)
        {
            var written = annotation[0].Text ?? "";
            foreach (var name in names)
            {
                if (written == name || (written.EndsWith(name, StringComparison.Ordinal) && written[^(name.Length + 1)] == '.'))
                {
                    return annotation;
                }
            }
        }

        return null;
    }

    /// <summary>The full name of an annotation as imported; the name as written where no import says.</summary>
    public string FullNameOf(FactNode annotation)
    {
        var written = annotation[0].Text ?? "";
        var module = host.ModuleOf(type);
        var first = written.Split('.')[0];
        return module.ImportOrNull(first) is { } full ? full + written[first.Length..] : written;
    }

    /// <summary>True where the file may use every name of a package.</summary>
    public bool ImportsWhole(string package) => host.ModuleOf(type).Packages.Contains(package, StringComparer.Ordinal);

    /// <summary>An attribute's value; null where it is not written. <c>value</c> may be written without its name.</summary>
    public Value? ValueOrNull(FactNode annotation, string attribute)
    {
        foreach (var part in annotation.Children.Skip(1))
        {
            if (part.Kind == FactKind.Keyword && part.Text == attribute)
            {
                return host.Names.EvaluateIn(machine, part[0], type.Scope, type);
            }
        }

        var bare = attribute == "value" ? annotation.Children.Skip(1).Where(static p => p.Kind != FactKind.Keyword).ToList() : [];
        return bare.Count switch
        {
            0 => null,
            1 => host.Names.EvaluateIn(machine, bare[0], type.Scope, type),
            _ => ListValue.Of(bare.Select(b => host.Names.EvaluateIn(machine, b, type.Scope, type))),
        };
    }

    /// <summary>An annotation inside of another one; null where it is not written.</summary>
    public static FactNode? NestedOrNull(FactNode annotation, string attribute) =>
        annotation.Children.Skip(1).FirstOrDefault(p => p.Kind == FactKind.Keyword && p.Text == attribute) is { } found && found[0].Kind == FactKind.Call ? found[0] : null;

    /// <summary>An attribute that is a text; several are joined by lines. Null where it is not written or not constant as a whole.</summary>
    public string? TextOrNull(FactNode annotation, string attribute) => (Text(annotation, attribute) as ConstantValue)?.Text;

    /// <summary>An attribute that is a text, with holes for what is not constant; null where it is not written.</summary>
    public ConstantValue? Text(FactNode annotation, string attribute) =>
        ValueOrNull(annotation, attribute)?.Primary switch
        {
            ConstantValue { Text: not null } constant => constant,
            ListValue { Items.Count: > 0 } list => TextMembers.Joined(machine, ConstantValue.Of("\n"), list) as ConstantValue,
            _ => null,
        };

    /// <summary>An attribute that is true or false; null where it is not written or not constant.</summary>
    public bool? FlagOrNull(FactNode annotation, string attribute) => ValueOrNull(annotation, attribute)?.Primary is ConstantValue { Content: bool flag } ? flag : null;
}
