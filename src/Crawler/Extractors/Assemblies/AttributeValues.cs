using System.Reflection.Metadata;

namespace Catalog.Crawler.Extractors.Assemblies;

/// <summary>Finds attributes by the full names of their types, and decodes what they were given. One that cannot be decoded counts as not there.</summary>
internal sealed class AttributeValues(MetadataReader metadata)
{
    private readonly AttributeTypes _types = new();

    /// <summary>The values of an attribute; null where it is not there.</summary>
    public CustomAttributeValue<string>? FindOrNull(CustomAttributeHandleCollection attributes, string type)
    {
        foreach (var handle in attributes)
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (NameOf(attribute) == type)
            {
                try
                {
                    return attribute.DecodeValue(_types);
                }
                catch (BadImageFormatException)
                {
                    return null;
                }
            }
        }

        return null;
    }

    /// <summary>The full names of the attributes' types.</summary>
    public IEnumerable<string> Names(CustomAttributeHandleCollection attributes) => attributes.Select(handle => NameOf(metadata.GetCustomAttribute(handle)));

    private string NameOf(CustomAttribute attribute) => attribute.Constructor.Kind switch
    {
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent =>
            FullName(metadata.GetTypeReference((TypeReferenceHandle)parent).Namespace, metadata.GetTypeReference((TypeReferenceHandle)parent).Name),
        HandleKind.MethodDefinition when metadata.GetTypeDefinition(metadata.GetMethodDefinition((MethodDefinitionHandle)attribute.Constructor).GetDeclaringType()) is var own => FullName(own.Namespace, own.Name),
        _ => "",
    };

    private string FullName(StringHandle space, StringHandle name) => $"{metadata.GetString(space)}.{metadata.GetString(name)}";
}
