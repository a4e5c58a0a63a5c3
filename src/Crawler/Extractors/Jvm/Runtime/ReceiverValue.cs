using Catalog.Crawler.Extractors.Evaluation;

namespace Catalog.Crawler.Extractors.Jvm.Runtime;

/// <summary>What <c>this</c> is in a lambda with a receiver: the receiver, and what was <c>this</c> around it for names that the receiver does not have.</summary>
internal sealed class ReceiverValue(Value receiver, Value outer) : Value
{
    public Value Receiver { get; } = receiver;

    public Value Outer { get; } = outer;

    public override bool? Truth => true;

    public override Value Primary => Receiver.Primary;
}
