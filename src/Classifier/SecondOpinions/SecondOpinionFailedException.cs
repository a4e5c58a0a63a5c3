namespace Catalog.Classifier.SecondOpinions;

/// <summary>A language model could not be asked: its endpoint was not reached, refused, or answered what is no answer. The client that the host gives throws it for all of these.</summary>
public sealed class SecondOpinionFailedException : Exception
{
    /// <summary>Makes one without a reason.</summary>
    public SecondOpinionFailedException()
    {
    }

    /// <summary>Makes one with the reason, a clause without a full stop.</summary>
    public SecondOpinionFailedException(string message)
        : base(message)
    {
    }

    /// <summary>Makes one with the reason and what caused it.</summary>
    public SecondOpinionFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
