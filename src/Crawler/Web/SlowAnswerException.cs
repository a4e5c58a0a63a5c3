namespace Catalog.Crawler.Web;

/// <summary>A host answered more slowly than the rules allow; another try may be quicker.</summary>
internal sealed class SlowAnswerException(string message) : IOException(message);
