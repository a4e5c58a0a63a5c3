namespace Catalog.Classifier.Model;

/// <summary>How much a feature of a kind counts before anything is learned: what is said in one place and short counts most. Found by cross-validation.</summary>
internal static class FeatureScale
{
    public const float NameGram = 0.12f;
    public const float SentenceGram = 0.25f;
    public const float DescriptionWord = 0.25f;
    public const float DescriptionPair = 0.4f;
    public const float ArgumentWord = 0.25f;
    public const float ParameterName = 0.5f;
    public const float ParameterText = 0.25f;
    public const float SiblingWord = 0.3f;
    public const float SignalPair = 0.65f;
    public const float Signal = 3;
    public const float NameSense = 1.5f;
    public const float NamePrefix = 0.5f;
}
