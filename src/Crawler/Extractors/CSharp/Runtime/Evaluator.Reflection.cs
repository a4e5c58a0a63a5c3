using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    /// <summary>What reflection says of the source's own types.</summary>
    private Value? Reflected(CallFacts call)
    {
        switch (call.Name)
        {
            case "GetType" when call.Arguments.Count == 0 && (call.Target ?? call.Place.Self)?.Primary is RecordValue { Tag: Instance { Symbol: { } made } }:
                return new TypeReference(made, made.Node, call.Place);
            case "GetCustomAttribute" when call.Target is TypeReference { Symbol: { } type } && call.Types is [TypeReference attribute]:
                foreach (var (node, file) in type.Decorators)
                {
                    if (Schemas.AttributeReader.NameOf(node) is { } name && (attribute.Name == name || attribute.Name == name + "Attribute"))
                    {
                        return Attribute(node, attribute, Place.Of(file, type));
                    }
                }

                return ConstantValue.Null;
            default:
                return null;
        }
    }

    /// <summary>An attribute as an object: what its arguments set, else the defaults of its class.</summary>
    private RecordValue Attribute(FactNode node, TypeReference type, Place place)
    {
        var (arguments, named) = Arguments(node, place);
        var record = new RecordValue { Node = node, File = place.File.Path, Tag = new Instance(type.Symbol, type.Name, arguments, node, place, type.Node) };
        if (type.Symbol is { } symbol)
        {
            Construct(record, symbol, arguments, [], []);
        }

        foreach (var (name, value) in named)
        {
            record.Set(name, value);
        }

        return record;
    }
}
