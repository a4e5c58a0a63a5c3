using System.Text.Json;
using System.Text.Json.Serialization;

namespace Catalog.Classifier.Vocabularies;

/// <summary>The vocabulary as written: lists of words with a space between.</summary>
internal sealed record VocabularyFile
{
    /// <summary>Base forms of English verbs by sense.</summary>
    public required Dictionary<string, string> Verbs { get; init; }

    /// <summary>Which of the verbs are as often nouns.</summary>
    public required string NounVerbs { get; init; }

    /// <summary>Verb forms of other languages by sense; runs of Chinese, Japanese or Korean are found inside longer runs.</summary>
    public required Dictionary<string, string> Foreign { get; init; }

    /// <summary>Things by sense.</summary>
    public required Dictionary<string, string> Words { get; init; }

    /// <summary>Words that may stand before the verb that a sentence is about.</summary>
    public required string Filler { get; init; }

    /// <summary>Words that turn what follows around.</summary>
    public required string Negations { get; init; }

    /// <summary>Words that, before a colon, end what the description says about the tool itself.</summary>
    public required string ArgSections { get; init; }

    /// <summary>Names of arguments by kind, in lower case without signs between their words.</summary>
    public required Dictionary<string, string> Parameters { get; init; }

    /// <summary>Runs of words by kind.</summary>
    public required Dictionary<string, string[]> Phrases { get; init; }

    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>Reads the file.</summary>
    /// <exception cref="JsonException">It is not what this type says.</exception>
    public static VocabularyFile Read(Stream stream) =>
        JsonSerializer.Deserialize<VocabularyFile>(stream, Options) ?? throw new JsonException("the vocabulary is empty");
}
