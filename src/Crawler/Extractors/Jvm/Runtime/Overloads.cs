using Catalog.Crawler.Extractors.Evaluation;
using Catalog.Crawler.Extractors.Jvm.Lowering;
using Catalog.Crawler.Parsing.Facts;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>Chooses among several methods of one name.</summary>
internal static class Overloads
{
    /// <summary>The trailing lambda of a Kotlin call: it goes to the last parameter.</summary>
    public const string Trailing = "{}";

    /// <summary>The best one; the first where none fits, null where there is none.</summary>
    public static T? Best<T>(IEnumerable<T> candidates, Func<T, FactNode> function, CallSite call)
        where T : struct
    {
        T? best = null;
        var score = int.MinValue;
        foreach (var candidate in candidates)
        {
            var own = Score(function(candidate)[0].Children, call);
            if (own > score)
            {
                (best, score) = (candidate, own);
            }
        }

        return best;
    }

    /// <summary>The call with a trailing lambda under its parameter's name.</summary>
    public static CallSite Placed(CallSite call, FactNode function)
    {
        if (!call.Named.TryGetValue(Trailing, out var lambda))
        {
            return call;
        }

        var named = call.Named.Where(static n => n.Key != Trailing).ToDictionary(static n => n.Key, static n => n.Value, StringComparer.Ordinal);
        if (function[0].Children is [.., var last] && last[0].Text is { } name)
        {
            named.TryAdd(name, lambda);
        }

        return new CallSite { Node = call.Node, File = call.File, This = call.This, Name = call.Name, Arguments = call.Arguments, Named = named, IsOpen = call.IsOpen, IsNew = call.IsNew };
    }

    /// <summary>True where the arguments are as many as the parameters ask for, and none is of another kind.</summary>
    public static bool Fits(FactNode function, CallSite call) => Score(function[0].Children, call) > 40;

    private static int Score(FactNode[] parameters, CallSite call)
    {
        var given = call.Arguments.Count + call.Named.Count;
        var hasRest = parameters.Length > 0 && parameters[^1][0].Kind == FactKind.Rest;
        var least = parameters.Count(static p => p[1].IsAbsent) - (hasRest ? 1 : 0);
        var score = call.IsOpen ? -parameters.Length : given >= least && (given <= parameters.Length || hasRest) ? hasRest ? 50 : 100 : -100 - Math.Abs(given - parameters.Length);
        for (var i = 0; i < call.Arguments.Count && parameters.Length > 0; i++)
        {
            score += Fit(parameters[Math.Min(i, parameters.Length - 1)][2], call.Arguments[i].Primary);
        }

        return score + call.Named.Keys.Count(n => parameters.Any(p => p[0].Text == n));
    }

    private static int Fit(FactNode type, Value value)
    {
        var name = Types.NameOf(type);
        return value switch
        {
            ConstantValue { Text: not null } => name is "String" or "CharSequence" ? 4 : name is "Object" or "Any" or "T" ? 1 : -6,
            ConstantValue { Content: bool } => name is "boolean" or "Boolean" ? 4 : name is "Object" or "Any" ? 1 : -6,
            ConstantValue { Content: double } => name is "int" or "long" or "double" or "float" or "short" or "Integer" or "Long" or "Double" or "Number" or "Int" or "Float" ? 4 : name is "Object" or "Any" ? 1 : -6,
            ListValue => name is "List" or "Collection" or "Iterable" or "Set" or "[]" or "ArrayList" ? 4 : name is "String" or "Map" or "boolean" or "int" ? -6 : 0,
            RecordValue { Class: { } made } => made.Chain().Any(c => c.Name == name) ? 5 : name is "String" or "int" or "boolean" or "Map" or "List" ? -6 : 0,
            RecordValue => name is "Map" or "JsonObject" or "ObjectNode" or "HashMap" or "LinkedHashMap" ? 4 : name is "String" or "List" or "boolean" or "int" ? -6 : 0,
            FunctionValue or NativeValue => name is "String" or "int" or "boolean" or "Map" or "List" ? -6 : name is "Object" ? 0 : 2,
            LibraryObject made => made.Name == name ? 4 : name is "String" or "int" or "boolean" ? -6 : 0,
            _ => 0,
        };
    }
}
