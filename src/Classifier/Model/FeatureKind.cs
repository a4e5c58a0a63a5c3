namespace Catalog.Classifier.Model;

/// <summary>What a feature is about. Part of its hash, so the numbers are never reused for another meaning.</summary>
internal enum FeatureKind : byte
{
    /// <summary>A word of the name as written, and whether it stands first, last or elsewhere.</summary>
    NameWord = 1,

    /// <summary>The root of a word of the name, wherever it stands.</summary>
    NameRoot = 2,

    /// <summary>Two neighbouring words of the name, and its first with its last.</summary>
    NamePair = 3,

    /// <summary>A sense of a word of the name by its place.</summary>
    NameSense = 4,

    /// <summary>Three to five letters of the name.</summary>
    NameGram = 5,

    /// <summary>A word at the front of the name that most siblings share.</summary>
    NamePrefix = 6,

    /// <summary>A root of the title.</summary>
    TitleWord = 7,

    /// <summary>One of the first words of the description, by its place.</summary>
    OpeningWord = 8,

    /// <summary>A root of the first sentence.</summary>
    SentenceWord = 9,

    /// <summary>Two neighbouring roots of the first sentence.</summary>
    SentencePair = 10,

    /// <summary>A root of the description, up to where it lists arguments.</summary>
    DescriptionWord = 11,

    /// <summary>Two neighbouring roots of the description behind the first sentence.</summary>
    DescriptionPair = 12,

    /// <summary>A root of what the description says about arguments and answers.</summary>
    ArgumentWord = 13,

    /// <summary>The verb that leads the description, alone and with what it acts on.</summary>
    LeadVerb = 14,

    /// <summary>A part of a word of the first sentence.</summary>
    SentenceGram = 15,

    /// <summary>The first word of the name with the first of the description.</summary>
    NameAndLead = 16,

    /// <summary>The name of an argument, and its words.</summary>
    ParameterName = 17,

    /// <summary>What an argument is by its name, and its type.</summary>
    ParameterKind = 18,

    /// <summary>A root of the description of an argument.</summary>
    ParameterText = 19,

    /// <summary>A value that an argument allows.</summary>
    ParameterValue = 20,

    /// <summary>A claim of the author.</summary>
    Annotation = 21,

    /// <summary>A root that several siblings' names share.</summary>
    SiblingWord = 22,

    /// <summary>What a sibling does to the same thing.</summary>
    SiblingContrast = 23,

    /// <summary>The first word of the name beside what the siblings are about.</summary>
    NameAmongSiblings = 24,

    /// <summary>How many arguments there are, how long the text is, what is missing.</summary>
    Shape = 25,

    /// <summary>A signal's yes.</summary>
    Signal = 26,

    /// <summary>Two signals' yes.</summary>
    SignalPair = 27,

    /// <summary>A sense of the words of the first sentence, by the verb or behind it.</summary>
    SentenceSense = 28,

    /// <summary>A verb of a later clause of the description, by its sense.</summary>
    ClauseVerb = 29,
}
