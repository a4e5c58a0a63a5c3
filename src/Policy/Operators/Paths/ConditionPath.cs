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
        var one = start is { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } ? null : start;

        // Up to the first `[*]`, which few paths have, it is one value.
        for (var i = 0; i < Steps.Count; i++)
        {
            if (Steps[i].IsEveryElement)
            {
                return WalkAll(one, i);
            }

            if (StepOrProblem(one, Steps[i], out one) is { } mustBe)
            {
                return Blocked(i, mustBe);
            }
        }

        return new PathWalk { Values = [one] };
    }

    /// <inheritdoc/>
    public override string ToString() => Text;

    private PathWalk WalkAll(JsonElement? start, int from)
    {
        List<JsonElement?> values = [start];
        var metEmptyList = false;
        for (var i = from; i < Steps.Count; i++)
        {
            var next = new List<JsonElement?>(values.Count);
            foreach (var value in values)
            {
                JsonElement? one = null;
                var mustBe = Steps[i].IsEveryElement ? SpreadOrProblem(value, next, ref metEmptyList) : StepOrProblem(value, Steps[i], out one);
                if (mustBe is not null)
                {
                    return Blocked(i, mustBe);
                }

                if (!Steps[i].IsEveryElement)
                {
                    next.Add(one);
                }
            }

            values = next;
        }

        return new PathWalk { Values = values, MetEmptyList = metEmptyList };
    }

    private PathWalk Blocked(int step, string mustBe) => new() { Problem = $"`{PathText.Of(Root, Steps.Take(step))}` {mustBe}" };

    private static string? StepOrProblem(JsonElement? from, PathStep step, out JsonElement? to)
    {
        to = null;
        if (step.Member is { } member)
        {
            return from is { ValueKind: not JsonValueKind.Object } ? $"must be an object, not {JsonWords.Of(from.Value.ValueKind)}"
                : JsonWords.TryMember(from, member, out to) ? null
                : "has a member name that is not valid Unicode";
        }

        if (NoListOrNull(from) is { } mustBe)
        {
            return mustBe;
        }

        to = step.Index < from?.GetArrayLength() ? JsonWords.Present(from.Value[step.Index.Value]) : null;
        return null;
    }

    private static string? SpreadOrProblem(JsonElement? from, List<JsonElement?> to, ref bool metEmptyList)
    {
        if (NoListOrNull(from) is { } mustBe)
        {
            return mustBe;
        }

        metEmptyList |= from is null || from.Value.GetArrayLength() == 0;
        if (from is { } list)
        {
            foreach (var element in list.EnumerateArray())
            {
                to.Add(JsonWords.Present(element));
            }
        }

        return null;
    }

    private static string? NoListOrNull(JsonElement? value) => value is { ValueKind: not JsonValueKind.Array } ? $"must be a list, not {JsonWords.Of(value.Value.ValueKind)}" : null;
}
