namespace Catalog.Classifier.Model;

/// <summary>A file is no model that this version can use; the message says what is wrong with it.</summary>
public sealed class InvalidModelException : Exception
{
    /// <summary>Says nothing.</summary>
    public InvalidModelException()
    {
    }

    /// <summary>Says what is wrong.</summary>
    public InvalidModelException(string message)
        : base(message)
    {
    }

    /// <summary>Says what is wrong and by what it was found.</summary>
    public InvalidModelException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
