namespace Catalog.Classifier.Reading;

/// <summary>What stands between a word and the one before it.</summary>
internal enum Gap : byte
{
    /// <summary>Nothing but space.</summary>
    Space,

    /// <summary>The same identifier goes on: <c>a_b</c>, <c>aB</c>, <c>a.b</c>.</summary>
    Glued,

    /// <summary>A comma, a slash or another sign that lists things.</summary>
    List,

    /// <summary>A colon, a bar, a bracket or a dash: another thought of the same sentence.</summary>
    Thought,

    /// <summary>The end of a sentence or line, or the start of the text.</summary>
    Sentence,
}
