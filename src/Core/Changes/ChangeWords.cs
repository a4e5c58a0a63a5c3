namespace Catalog.Core.Changes;

/// <summary>A change in words, for people; the same on pages, in feeds and on a terminal.</summary>
public static class ChangeWords
{
    /// <summary>What happened, a clause without a full stop. It names no server and no tool.</summary>
    public static string Of(CatalogChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var details = change.Details;
        return change.Kind switch
        {
            ChangeKind.ServerAppeared => details.After?.Tools is { } tools ? $"new server with {Tools(tools)}{(details.After.Risk is { } risk ? $", the worst of {risk} risk" : "")}" : "new server",
            ChangeKind.ServerVanished => details.Before?.Tools is { } tools ? $"lost all of its {Tools(tools)}" : "lost all of its tools",
            ChangeKind.ServerChanged => $"the server says otherwise: {Parts(details)}",
            ChangeKind.ToolAppeared => $"new tool, {details.After?.Category}, {details.After?.Risk} risk",
            ChangeKind.ToolVanished => $"tool is gone; it was {details.Before?.Category}, {details.Before?.Risk} risk",
            ChangeKind.ToolReclassified => $"judged otherwise{By(details)}, its definition is the same: {Verdicts(details)}",
            _ => $"changed: {Parts(details)}",
        };
    }

    /// <summary>The parts in words: <c>description, schema</c>.</summary>
    public static string Parts(ChangeDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return string.Join(", ", details.Parts.Select(static part => part switch
        {
            ChangePart.SuspectTexts => "poisoned text",
            ChangePart.License => "licence",
            _ => part.ToString().ToLowerInvariant(),
        }));
    }

    /// <summary>Category and risk before and after; empty where neither changed.</summary>
    public static string Verdicts(ChangeDetails details)
    {
        ArgumentNullException.ThrowIfNull(details);
        return details is { Before: { Category: not null } before, After: { Category: not null } after } && (before.Category != after.Category || before.Risk != after.Risk)
            ? $"{before.Category}, {before.Risk} risk, is now {after.Category}, {after.Risk} risk"
            : "";
    }

    // Nobody should look for what the author did where nothing but the judge is another one.
    private static string By(ChangeDetails details) =>
        details.Before?.Classifier is { } before && details.After?.Classifier is { } after && before != after ? $" by a new classifier ({before} → {after})" : "";

    private static string Tools(int count) => count == 1 ? "1 tool" : $"{count} tools";
}
