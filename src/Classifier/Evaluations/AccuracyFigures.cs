using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Classifier.Evaluations;

/// <summary>The published figures of one evaluation: what <c>catalog eval --markdown</c> writes beside its page, and the site shows.</summary>
/// <param name="Classifier">The version that was scored.</param>
/// <param name="Method">How, a clause without a full stop.</param>
/// <param name="Report">The figures, without the single errors: those name tools of the labelled rows.</param>
public sealed record AccuracyFigures(string Classifier, string Method, EvaluationReport Report)
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter() },
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        WriteIndented = true,
    };

    /// <summary>The figures as text; what <see cref="Read"/> reads again.</summary>
    public static string Write(AccuracyFigures figures) => JsonSerializer.Serialize(figures, Options) + "\n";

    /// <summary>The figures of a text.</summary>
    /// <exception cref="JsonException">It is not what <see cref="Write"/> writes.</exception>
    public static AccuracyFigures Read(Stream text) => JsonSerializer.Deserialize<AccuracyFigures>(text, Options) ?? throw new JsonException("the figures are empty");
}
