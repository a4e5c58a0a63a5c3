using Catalog.Crawler.Extractors.CSharp.Symbols;
using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.CSharp.Runtime;

internal sealed partial class Evaluator
{
    /// <summary>Type parameters that the arguments' types determine: <c>Option&lt;T&gt;</c> given an <c>Option&lt;string&gt;</c>.</summary>
    private void Infer(FactNode function, IReadOnlyList<Value> arguments, Place place)
    {
        foreach (var (parameter, argument) in function[0].Children.Zip(arguments))
        {
            if (argument.Primary is not RecordValue { Tag: Instance made })
            {
                continue;
            }

            foreach (var (name, given) in parameter[2][0].Children.Zip(made.Type[0].Children))
            {
                if (function[4].Children.Any(p => p.Text == name.Text) && !place.TypeArguments.ContainsKey(name.Text!))
                {
                    place.TypeArguments[name.Text!] = Type(given, made.Place);
                }
            }
        }
    }

    private (List<Value> Arguments, Dictionary<string, Value> Named) Arguments(FactNode node, Place place)
    {
        var arguments = new List<Value>();
        var named = new Dictionary<string, Value>(StringComparer.Ordinal);
        foreach (var argument in node.Children.Skip(1))
        {
            if (argument.Kind != FactKind.Keyword)
            {
                arguments.Add(Evaluate(argument, place));
            }
            else if (argument.Text is { } name && name != "{}")
            {
                named[name] = Evaluate(argument[0], place);
            }
        }

        return (arguments, named);
    }

    /// <summary>A place in which the parameters have their arguments.</summary>
    private Place Bind(IReadOnlyList<FactNode> parameters, IReadOnlyList<Value> arguments, IReadOnlyDictionary<string, Value> named, Place around)
    {
        var place = around.Inside();
        for (var i = 0; i < parameters.Count; i++)
        {
            var parameter = parameters[i];
            var name = parameter[0].Text ?? "";
            if (named.TryGetValue(name, out var given))
            {
                place.Locals[name] = given;
            }
            else if (parameter.Text == "params" && !(i == arguments.Count - 1 && arguments[i] is ListValue))
            {
                place.Locals[name] = ListValue.Of(arguments.Skip(i));
            }
            else if (i < arguments.Count)
            {
                place.Locals[name] = Typed(arguments[i], parameter[2], around);
            }
            else
            {
                place.Locals[name] = parameter[1].IsAbsent ? UnknownValue.Plain : Evaluate(parameter[1], around);
            }
        }

        return place;
    }
}
