using System.Collections.Frozen;
using System.Text.Json;
using Catalog.Classifier.Reading;

namespace Catalog.Classifier.Vocabularies;

/// <summary>The words the classifier knows, from <c>data/taxonomy/vocabulary.json</c>, built once.</summary>
internal sealed class Vocabulary
{
    private readonly WordTable<Senses> _words;
    private readonly WordTable<Phrase[]> _phrases;
    private readonly FrozenDictionary<string, ParameterKinds> _parameters;
    private readonly FrozenDictionary<string, ParameterKinds>.AlternateLookup<ReadOnlySpan<char>> _parameterLookup;

    private Vocabulary(Dictionary<string, Senses> words, Dictionary<string, Phrase[]> phrases, Dictionary<string, ParameterKinds> parameters)
    {
        _parameters = parameters.ToFrozenDictionary(StringComparer.Ordinal);
        _parameterLookup = _parameters.GetAlternateLookup<ReadOnlySpan<char>>();
        _words = new WordTable<Senses>(words);
        _phrases = new WordTable<Phrase[]>(phrases);
        LongestRun = words.Keys.Where(static w => w[0] >= '\u3040').Select(static w => w.Length).DefaultIfEmpty(0).Max();
    }

    /// <summary>The vocabulary that is built into the assembly.</summary>
    public static Vocabulary Embedded { get; } = Load();

    /// <summary>The longest word of a script that is written without spaces, in characters.</summary>
    public int LongestRun { get; }

    /// <summary>The senses of a word in lower case; none for an unknown one.</summary>
    public Senses SensesOf(ReadOnlySpan<char> word) => SensesOf(word, WordHash.Hash(word));

    /// <summary>The same for a word whose <see cref="WordHash"/> is known.</summary>
    public Senses SensesOf(ReadOnlySpan<char> word, uint hash) => _words.FindOrDefault(word, hash);

    /// <summary>The phrases that start with a word in lower case, whose <see cref="WordHash"/> is given, the longest first.</summary>
    public ReadOnlySpan<Phrase> PhrasesFrom(ReadOnlySpan<char> word, uint hash) => _phrases.FindOrDefault(word, hash);

    /// <summary>What an argument is by its name, in lower case without signs; none for an unknown one.</summary>
    public ParameterKinds KindsOf(ReadOnlySpan<char> name) => _parameterLookup.TryGetValue(name, out var kinds) ? kinds : ParameterKinds.None;

    /// <summary>Builds a vocabulary.</summary>
    /// <exception cref="JsonException">The file names a sense or a kind of phrase that there is not.</exception>
    public static Vocabulary Build(VocabularyFile file)
    {
        var words = new Dictionary<string, Senses>(StringComparer.Ordinal);
        var nouns = Split(file.NounVerbs).ToHashSet(StringComparer.Ordinal);
        foreach (var (name, list) in file.Verbs)
        {
            var sense = SenseOf(name);
            foreach (var verb in Split(list))
            {
                var noun = nouns.Contains(verb) ? Senses.NounVerb : Senses.None;
                Add(words, verb, sense | noun);
                Add(words, WordForms.ThirdPerson(verb), sense | noun | Senses.ThirdPerson);
                Add(words, WordForms.Gerund(verb), sense | noun);
            }
        }

        AddLists(words, file.Foreign);
        AddLists(words, file.Words);
        Add(words, Split(file.Filler), Senses.Filler);
        Add(words, Split(file.Negations), Senses.Negation);
        Add(words, Split(file.ArgSections), Senses.ArgSection);
        return new Vocabulary(words, Phrases(words, file.Phrases), Parameters(file.Parameters));
    }

    private static Dictionary<string, ParameterKinds> Parameters(Dictionary<string, string> lists)
    {
        var parameters = new Dictionary<string, ParameterKinds>(StringComparer.Ordinal);
        foreach (var (name, list) in lists)
        {
            var kind = Enum.TryParse<ParameterKinds>(name, ignoreCase: true, out var known) ? known : throw new JsonException($"`{name}` is not a kind of argument");
            foreach (var word in Split(list))
            {
                parameters[word] = parameters.GetValueOrDefault(word) | kind;
            }
        }

        return parameters;
    }

    private static void AddLists(Dictionary<string, Senses> words, Dictionary<string, string> lists)
    {
        foreach (var (name, list) in lists)
        {
            Add(words, Split(list), SenseOf(name));
        }
    }

    private static Dictionary<string, Phrase[]> Phrases(Dictionary<string, Senses> words, Dictionary<string, string[]> lists)
    {
        var phrases = new List<Phrase>();
        foreach (var (name, list) in lists)
        {
            var kind = Enum.TryParse<PhraseKind>(name, ignoreCase: true, out var known)
                ? known
                : throw new JsonException($"`{name}` is not a kind of phrase");
            phrases.AddRange(list.Select(text => new Phrase(kind, text.ToLowerInvariant().Split([' ', '-', ',', '/'], StringSplitOptions.RemoveEmptyEntries))));
        }

        Add(words, phrases.Select(static p => p.Words[0]), Senses.PhraseStart);
        return phrases.GroupBy(static p => p.Words[0], StringComparer.Ordinal)
            .ToDictionary(static g => g.Key, static g => g.OrderByDescending(static p => p.Words.Length).ToArray(), StringComparer.Ordinal);
    }

    private static Senses SenseOf(string name) =>
        Enum.TryParse<Senses>(name, ignoreCase: true, out var sense) ? sense : throw new JsonException($"`{name}` is not a sense");

    private static string[] Split(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static void Add(Dictionary<string, Senses> words, IEnumerable<string> list, Senses sense)
    {
        foreach (var word in list)
        {
            Add(words, word, sense);
        }
    }

    private static void Add(Dictionary<string, Senses> words, string word, Senses sense) =>
        words[word] = words.GetValueOrDefault(word) | sense;

    private static Vocabulary Load()
    {
        using var stream = typeof(Vocabulary).Assembly.GetManifestResourceStream("taxonomy/vocabulary.json")
            ?? throw new InvalidOperationException("the vocabulary is not embedded");
        return Build(VocabularyFile.Read(stream));
    }
}
