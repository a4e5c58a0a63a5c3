namespace Catalog.Core.Changes;

/// <summary>What differs of a server or a tool. Names are stored.</summary>
public enum ChangePart
{
    /// <summary>The name for people.</summary>
    Title,

    /// <summary>The description.</summary>
    Description,

    /// <summary>The schema of the arguments.</summary>
    Schema,

    /// <summary>The author's claims.</summary>
    Annotations,

    /// <summary>Whether a client is offered it.</summary>
    Exposure,

    /// <summary>The category.</summary>
    Category,

    /// <summary>The risk.</summary>
    Risk,

    /// <summary>The repository or the home page.</summary>
    Addresses,

    /// <summary>The licence.</summary>
    License,

    /// <summary>Poisoned text that was not there.</summary>
    SuspectTexts,
}
