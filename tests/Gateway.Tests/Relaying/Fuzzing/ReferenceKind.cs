namespace Catalog.Gateway.Tests.Relaying.Fuzzing;

internal enum ReferenceKind
{
    Object,
    Array,
    Text,
    Number,
    Word,
}
