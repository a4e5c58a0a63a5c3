using Catalog.Crawler.Extractors.CSharp.Runtime;
using Catalog.Crawler.Extractors.CSharp.Schemas;
using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.CommandTrees;

/// <summary>Options of a command that a binder makes of a class: <c>[Option]</c> on properties, <c>[OptionContainer]</c> on properties whose type has some of its own.</summary>
internal static class OptionProperties
{
    private const int Deepest = 6;

    /// <summary>Adds the options of a class to a command; false where no property of it is marked as one.</summary>
    public static bool Add(Evaluator evaluator, RecordValue command, TypeSymbol type)
    {
        if (command.FindOrNull("Options") is not ListValue list)
        {
            list = new ListValue();
            command.Set("Options", list);
        }

        var count = list.Items.Count;
        Collect(evaluator, list, type, null, isRequired: true, 0);
        return list.Items.Count > count;
    }

    private static void Collect(Evaluator evaluator, ListValue into, TypeSymbol type, string? prefix, bool isRequired, int depth)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var owner in evaluator.Symbols.Chain(type).Where(static t => t.Keyword != "interface"))
        {
            foreach (var property in owner.Fields.Values.Where(p => p.Node.Has(FactFlags.Setter) && seen.Add(p.Name)))
            {
                var place = Place.Of(property.File, owner);
                if (AttributeReader.FindOrNull(property.Decorators, "Option") is { } option)
                {
                    into.Items.Add(new Slot(Option(evaluator, property, option, prefix, isRequired, place), null));
                }
                else if (depth < Deepest && AttributeReader.FindOrNull(property.Decorators, "OptionContainer") is { } container && evaluator.Symbols.ResolveOrNull(property.TypeNode, property.File, owner) is { } inner)
                {
                    Collect(evaluator, into, inner, NameOf(evaluator, container, "Prefix", property, prefix, place), isRequired && property.Has("required"), depth + 1);
                }
            }
        }
    }

    private static RecordValue Option(Evaluator evaluator, MemberSymbol property, FactNode attribute, string? prefix, bool isRequired, Place place)
    {
        var name = ConstantValue.Of(NameOf(evaluator, attribute, "Name", property, prefix, place));
        var type = new FactNode(FactKind.Name, "Option", [new FactNode(FactKind.Arguments, null, [property.TypeNode], property.Node.Line, property.Node.Column)], property.Node.Line, property.Node.Column);
        var record = new RecordValue { Node = attribute, File = place.File.Path, Tag = new Instance(null, "Option", [name], attribute, place, type) };
        record.Set("Name", name);
        record.Set("Description", evaluator.Evaluate(AttributeReader.Argument(attribute, "Description"), place));
        record.Set("Required", ConstantValue.Of(isRequired && property.Has("required")));
        record.Set("Hidden", evaluator.Evaluate(AttributeReader.Argument(attribute, "Hidden"), place));
        return record;
    }

    private static string NameOf(Evaluator evaluator, FactNode attribute, string argument, MemberSymbol property, string? prefix, Place place)
    {
        var written = AttributeReader.Argument(attribute, argument);
        var name = (written.IsAbsent ? null : evaluator.TextOrNull(written, place)) ?? System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(property.Name);
        return string.IsNullOrEmpty(prefix) ? name : $"{prefix}-{name}";
    }
}
