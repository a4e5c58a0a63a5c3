namespace Catalog.Classifier.SecondOpinions;

/// <summary>Whom to ask, about what, and for how much.</summary>
public sealed record SecondOpinionOptions
{
    /// <summary>The model's name as the endpoint knows it.</summary>
    public required string Model { get; init; }

    /// <summary>True to ask about every tool; false for those alone that the classifier marks for review.</summary>
    /// <value>The default is false.</value>
    public bool AsksAboutAll { get; init; }

    /// <summary>How many calls are made at most in one run; answers from the cache are free.</summary>
    /// <value>From 1. The default is 500.</value>
    public int MaxCalls { get; init; } = 500;

    /// <summary>How many tokens are spent at most in one run, as the endpoint counts them; where it does not count, a token for every three characters sent and received. A call is made only where what it may cost, its answer included, is left.</summary>
    /// <value>From 1. The default is 1,000,000.</value>
    public long MaxTokens { get; init; } = 1_000_000;

    /// <summary>How long one answer may take.</summary>
    /// <value>The default is 60 seconds.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);
}
