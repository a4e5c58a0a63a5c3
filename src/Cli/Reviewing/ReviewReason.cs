using System.Text.Json.Serialization;

namespace Catalog.Cli.Reviewing;

/// <summary>Why a person should look at a tool.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ReviewReason>))]
internal enum ReviewReason
{
    /// <summary>The classifier is unsure.</summary>
    Unsure,

    /// <summary>The definition says too little.</summary>
    Unknown,

    /// <summary>A language model said another category.</summary>
    SecondOpinion,

    /// <summary>Somebody reviewed it, and the definition has changed since.</summary>
    StaleOverride,

    /// <summary>The text is odd: hidden characters, or too long to be read whole.</summary>
    Odd,
}
