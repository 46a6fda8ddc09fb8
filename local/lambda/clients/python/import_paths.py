"""Sets up a handler's imports as in Lambda's Python runtimes.

Run as a script, it describes its interpreter as JSON: the program, its version, the paths of the
installed packages that Lambda's runtime has too, and whether moto's server is installed.
"""

import os
import site
import sys

# The modules that Lambda's runtimes have besides the standard library, and the packages to install
# for them: boto3 with its dependencies, and the packages of the runtime's own client.
PACKAGES = {
    "boto3": "boto3",
    "botocore": "boto3",
    "dateutil": "boto3",
    "jmespath": "boto3",
    "s3transfer": "boto3",
    "six": "boto3",
    "urllib3": "boto3",
    "awslambdaric": "awslambdaric",
    "simplejson": "simplejson",
    "snapshot_restore_py": "snapshot-restore-py",
}


def set_up(task_root, opt_python, packages):
    """Sets sys.path in Lambda's order, for an interpreter that was started without `site`."""
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    runtime_folder, *others = sys.path
    layers = [f"{opt_python}/lib/{version}/site-packages", opt_python]
    if os.environ["PYTHONPATH"] == os.environ["LAMBDA_RUNTIME_DIR"]:
        sys.path[:] = [task_root, *layers, packages, *others]
    else:
        # Lambda leaves the layers out if the function has its own PYTHONPATH.
        opt, layers = os.path.dirname(opt_python), []
        own = [local_path(path, {"/var/task": task_root, "/opt": opt}) for path in others]
        sys.path[:] = [task_root, runtime_folder, *own, packages]
    # Lambda reads the .pth files of the code and the layers.
    for folder in [task_root, *layers]:
        site.addsitedir(folder)
    site.setquit()
    site.setcopyright()
    site.sethelper()
    sys.meta_path.append(MissingPackages)


def local_path(path, folders):
    for on_lambda, here in folders.items():
        if path == on_lambda or path.startswith(f"{on_lambda}/"):
            return here + path[len(on_lambda):]
    return path


class MissingPackages:
    """The last importer: explains that a module is missing which Lambda has."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if name not in PACKAGES:
            return None
        install = f"{sys.executable} -m pip install {PACKAGES[name]}"
        message = f"No module named '{name}'. Lambda's runtime has it, this machine's Python doesn't: run {install}, then start the runner again."
        raise ModuleNotFoundError(message, name=name)


def installed():
    import glob
    from importlib.util import find_spec

    paths = []
    for name, distribution in PACKAGES.items():
        spec = find_spec(name)
        if spec is None or spec.origin is None:
            continue
        path = os.path.dirname(spec.origin) if spec.submodule_search_locations else spec.origin
        metadata = "python_dateutil" if name == "dateutil" else name
        paths += [path, *glob.glob(f"{glob.escape(os.path.dirname(path))}/{metadata}-*-info")]
    return paths


def has_moto():
    """Finds the modules without loading them, which takes a second."""
    from importlib.util import find_spec

    return all(map(find_spec, ["moto", "flask", "flask_cors"]))


if __name__ == "__main__":
    import json

    # This folder isn't part of the installation.
    sys.path = [path for path in sys.path if path != os.path.dirname(os.path.abspath(__file__))]
    version = ".".join(str(part) for part in sys.version_info[:3])
    found = {"packages": installed(), "hasMoto": has_moto()}
    print(json.dumps({"path": sys.executable, "version": version, **found}))
