using System.Text.Json;
using Catalog.Policy.Operators.Conditions;
using Catalog.Policy.Operators.Text;

namespace Catalog.Policy.Operators.Paths;

/// <summary>A path of section 4, parsed: <c>args.a.b</c>, <c>args.list[0]</c>, <c>args["odd.key"]</c>, <c>args.list[*].x</c>, <c>grant.label</c>, <c>grant.claims.x</c>.</summary>
public sealed class ConditionPath
{
    internal ConditionPath(string text, PathRoot root, IReadOnlyList<PathStep> steps)
    {
        Text = text;
        Root = root;
        Steps = steps;
    }

    /// <summary>The path as written.</summary>
    public string Text { get; }

    /// <summary>Where it begins.</summary>
    public PathRoot Root { get; }

    /// <summary>The steps from the root; empty for <c>grant.label</c> only.</summary>
    public IReadOnlyList<PathStep> Steps { get; }

    /// <summary>True where a step is <c>[*]</c>.</summary>
    public bool HasEveryElement => Steps.Any(static s => s.IsEveryElement);

    /// <summary>Reads a path.</summary>
    /// <param name="text">The path as written.</param>
    /// <param name="problem">What is wrong and what to write instead; null exactly when the path was read.</param>
    public static ConditionPath? ParseOrNull(string text, out string? problem) => ConditionPathParser.ParseOrNull(text, out problem);

    /// <summary>
    /// Follows the path in a call. A member that is not there, an index past the end and a null are absent, and so is everything behind them; a member asked of
    /// anything but an object, and an index or <c>[*]</c> of anything but a list, is a problem.
    /// </summary>
    public PathWalk Walk(ConditionFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        if (Root == PathRoot.GrantLabel)
        {
            return new PathWalk { Values = [facts.GrantLabel is null ? null : JsonSerializer.SerializeToElement(facts.GrantLabel)] };
        }

        var start = Root == PathRoot.Arguments ? facts.Arguments : facts.GrantClaims;
        List<JsonElement?> values = [start is { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } ? null : start];
        var metEmptyList = false;
        for (var i = 0; i < Steps.Count; i++)
        {
            var next = new List<JsonElement?>(values.Count);
            foreach (var value in values)
            {
                if (StepOrProblem(value, Steps[i], next, ref metEmptyList) is { } mustBe)
                {
                    return new PathWalk { Problem = $"`{PathText.Of(Root, Steps.Take(i))}` {mustBe}" };
                }
            }

            values = next;
        }

        return new PathWalk { Values = values, MetEmptyList = metEmptyList };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string? StepOrProblem(JsonElement? from, PathStep step, List<JsonElement?> to, ref bool metEmptyList)
    {
        if (step.Member is { } member)
        {
            if (from is { ValueKind: not JsonValueKind.Object })
            {
                return $"must be an object, not {JsonWords.Of(from.Value.ValueKind)}";
            }

            return JsonWords.TryMember(from, member, to) ? null : "has a member name that is not valid Unicode";
        }

        if (from is { ValueKind: not JsonValueKind.Array })
        {
            return $"must be a list, not {JsonWords.Of(from.Value.ValueKind)}";
        }

        var count = from?.GetArrayLength() ?? 0;
        if (step.Index is { } index)
        {
            to.Add(index < count ? JsonWords.Present(from!.Value[index]) : null);
            return null;
        }

        metEmptyList |= count == 0;
        if (from is { } list)
        {
            foreach (var element in list.EnumerateArray())
            {
                to.Add(JsonWords.Present(element));
            }
        }

        return null;
    }
}
