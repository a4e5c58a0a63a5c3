namespace Catalog.Classifier;

/// <summary>The version that every classification carries.</summary>
public static class ClassifierVersion
{
    /// <summary>Raised when the same definition can give another answer: a signal, the vocabulary, the table or the model changed.</summary>
    public const string Value = "model-6";
}
