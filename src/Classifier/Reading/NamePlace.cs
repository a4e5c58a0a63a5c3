namespace Catalog.Classifier.Reading;

/// <summary>Where the verb of a name stands.</summary>
internal enum NamePlace
{
    /// <summary>There is none.</summary>
    None,

    /// <summary>At the front, behind what the siblings share: <c>delete_x</c>.</summary>
    Head,

    /// <summary>At the end: <c>x_delete</c>.</summary>
    Tail,

    /// <summary>Between other words.</summary>
    Inner,

    /// <summary>The name is this one word, and it is as often a noun.</summary>
    Alone,
}
