using System.Globalization;
using Catalog.Core.Classifications;
using Catalog.Core.Snapshots;
using Catalog.Core.Tools;

namespace Catalog.Api.Shell;

/// <summary>How the closed sets of the catalog are said to people.</summary>
internal static class Words
{
    public static IReadOnlyList<Category> Categories { get; } =
        [Category.Read, Category.Write, Category.Execute, Category.Destructive, Category.Financial, Category.Unknown];

    public static IReadOnlyList<Risk> Risks { get; } = [Risk.Critical, Risk.High, Risk.Medium, Risk.Low, Risk.Unknown];

    /// <summary>The word that style classes and addresses use.</summary>
    public static string Id<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>What one call of such a tool can do, as the rest of a sentence that starts with "A call".</summary>
    public static string CanDo(Category category) => category switch
    {
        Category.Read => "retrieves or computes; nothing outside the session changes",
        Category.Write => "creates or changes state that an ordinary later action can correct",
        Category.Execute => "runs what it is told to run, so its effects depend on the arguments",
        Category.Destructive => "can lose data, a resource or access with no ordinary undo",
        Category.Financial => "can move money or value, or bind somebody to pay",
        _ => "can do anything: the definition says too little to tell",
    };

    /// <summary>What a risk means, a sentence without a full stop.</summary>
    public static string Means(Risk risk) => risk switch
    {
        Risk.Low => "a wrong call costs nothing that matters",
        Risk.Medium => "a wrong call can be put right",
        Risk.High => "a wrong call can do things that nobody foresaw",
        Risk.Critical => "a wrong call loses data, access or money",
        _ => "the definition says too little to judge it",
    };

    /// <summary>What a tool with a facet does, as the rest of a sentence that starts with "It".</summary>
    public static string Does(Facet facet) => facet switch
    {
        Facet.Shell => "runs operating system commands",
        Facet.Code => "runs code",
        Facet.Query => "runs queries that the caller writes",
        Facet.Browser => "drives a browser or a desktop",
        Facet.Files => "touches the local file system",
        Facet.Network => "reaches an address that the caller chooses",
        Facet.Credentials => "reads or issues secrets",
        Facet.Personal => "handles data about people",
        Facet.MessagesPeople => "speaks to people",
        Facet.Money => "moves value",
        Facet.Irreversible => "has no undo",
        Facet.Bulk => "acts on many things at once",
        Facet.Access => "changes who may do what",
        Facet.Device => "acts on the physical world",
        Facet.Agents => "starts other agents or calls other tools",
        _ => FacetIds.Of(facet),
    };

    /// <summary>How a snapshot was read, as the rest of a sentence that starts with "Its tools were".</summary>
    public static string ReadHow(SnapshotOrigin origin) => origin switch
    {
        SnapshotOrigin.Source => "read from the source code; nothing was run",
        SnapshotOrigin.Running => "asked of the running server",
        SnapshotOrigin.Both => "read from the source code and asked of the running server",
        _ => "taken from a file of tool definitions",
    };

    /// <summary>Whether a client is offered the tool, a sentence.</summary>
    public static string Offered(ToolDefinition tool) => tool.Exposed switch
    {
        Exposure.Yes => "It is offered as soon as the server starts.",
        Exposure.Conditional when tool.Condition is { Length: > 0 } condition => $"It is offered only under a condition: {Limit(condition, 300)}",
        Exposure.Conditional => "It is offered only under a condition that the source does not spell out.",
        Exposure.No => "It is defined in the source, and nothing that runs offers it.",
        _ => "Whether the server offers it without further settings could not be decided.",
    };

    public static string Number(int value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A count with its noun in the right number.</summary>
    public static string Count(int value, string one, string? many = null) => $"{Number(value)} {(value == 1 ? one : many ?? one + "s")}";

    public static string Date(DateTimeOffset date) => date.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Date(DateOnly date) => date.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string Moment(DateTimeOffset date) => date.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>A confidence; nothing is certain, so the last half per cent is not rounded up.</summary>
    public static string Percent(double share) => share > 0.99 ? "over 99 %" : Math.Round(share * 100).ToString("0", CultureInfo.InvariantCulture) + " %";

    /// <summary>At most so many UTF-16 units of a text, cut between code points, with an ellipsis where it was cut.</summary>
    public static string Limit(string text, int length)
    {
        if (text.Length <= length)
        {
            return text;
        }

        var end = char.IsHighSurrogate(text[length - 1]) ? length - 1 : length;
        return text[..end].TrimEnd() + "…";
    }

    /// <summary>The first sentence or line of a description, for lists.</summary>
    public static string Summary(string? description, int length = 180)
    {
        var text = description?.Trim() ?? "";
        var end = text.AsSpan().IndexOfAny('\n', '\r');
        text = end > 0 ? text[..end].TrimEnd() : text;
        var stop = text.IndexOf(". ", StringComparison.Ordinal);
        return Limit(stop > 20 ? text[..(stop + 1)] : text, length);
    }

    /// <summary>"a", "a and b", "a, b and c".</summary>
    public static string And(IReadOnlyList<string> words) => words.Count switch
    {
        0 => "",
        1 => words[0],
        _ => $"{string.Join(", ", words.Take(words.Count - 1))} and {words[^1]}",
    };

    /// <summary>How much a reason counts on the way from category to risk.</summary>
    public static string Weighs(RiskWeight weight) => weight switch
    {
        RiskWeight.RaisesMuch => "raises it much",
        RiskWeight.Raises => "raises it a little",
        RiskWeight.Noted => "noted, decides nothing",
        RiskWeight.Lowers => "lowers it a little",
        _ => "lowers it much",
    };
}
