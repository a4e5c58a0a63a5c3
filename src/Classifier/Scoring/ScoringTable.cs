using System.Text.Json;
using System.Text.Json.Serialization;
using Catalog.Core.Classifications;

namespace Catalog.Classifier.Scoring;

/// <summary>What a yes of each signal is worth: <c>data/taxonomy/scoring.json</c>, fitted on labelled rows and read by people.</summary>
internal sealed record ScoringTable
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>The points that each category starts with.</summary>
    public required Dictionary<Category, double> Start { get; init; }

    /// <summary>The points that a yes adds to the category that the signal speaks for, by signal; 0 or more.</summary>
    public required Dictionary<string, double> Points { get; init; }

    /// <summary>How far Read must lie before the next category to stand; else the riskier one is taken.</summary>
    public required double ReadMargin { get; init; }

    /// <summary>Signals whose yes never lets the verdict be less severe than what they speak for.</summary>
    public required string[] Floors { get; init; }

    /// <summary>Signals that are floors only where the margin is below <see cref="DoubtMargin"/>: claims may tip a doubtful case and never overrule the text.</summary>
    public required string[] FloorsInDoubt { get; init; }

    /// <summary>The margin below which a verdict is doubtful, in points.</summary>
    public required double DoubtMargin { get; init; }

    /// <summary>Under this confidence a person should look.</summary>
    public required double ReviewBelow { get; init; }

    /// <summary>The table that is built into the assembly.</summary>
    public static ScoringTable Embedded { get; } = Load();

    /// <summary>Reads a table.</summary>
    /// <exception cref="JsonException">It is not what this type says.</exception>
    public static ScoringTable Read(Stream stream) =>
        JsonSerializer.Deserialize<ScoringTable>(stream, Options) ?? throw new JsonException("the scoring table is empty");

    private static ScoringTable Load()
    {
        using var stream = typeof(ScoringTable).Assembly.GetManifestResourceStream("taxonomy/scoring.json")
            ?? throw new InvalidOperationException("the scoring table is not embedded");
        return Read(stream);
    }
}
